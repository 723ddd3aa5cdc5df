/// Numbers estimated from the whole base and then frozen: quantile breakpoints, percentile tables,
/// thresholds of shares.
@NullMarked
package io.fenji.engine.calibration;

import org.jspecify.annotations.NullMarked;
