/// The page at `/` and what it needs besides analytics and reports: a few questions to the other services, passed on
/// with the reader's token, and the progress of running work.
@NullMarked
package io.fenji.report.dashboard;

import org.jspecify.annotations.NullMarked;
