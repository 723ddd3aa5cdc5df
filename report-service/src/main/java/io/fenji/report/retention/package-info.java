/// Retention: artefacts go when their time is over.
@NullMarked
package io.fenji.report.retention;

import org.jspecify.annotations.NullMarked;
