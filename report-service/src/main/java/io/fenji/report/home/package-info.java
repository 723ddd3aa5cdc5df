/// The page at `/`: what reports there are.
@NullMarked
package io.fenji.report.home;

import org.jspecify.annotations.NullMarked;
