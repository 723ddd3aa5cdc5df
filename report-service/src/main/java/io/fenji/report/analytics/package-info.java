/// Figures from the mart by set-based SQL, exact: sums are `numeric`, quotients are rounded once, shares add up.
@NullMarked
package io.fenji.report.analytics;

import org.jspecify.annotations.NullMarked;
