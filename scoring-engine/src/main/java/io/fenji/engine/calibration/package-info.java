/// Numbers estimated from the whole base and then frozen: quantile breakpoints, percentile tables,
/// share thresholds.
///
/// The same members with the same values, in any order, give the same [Calibration] and the same
/// bytes of [CalibrationJson].
@NullMarked
package io.fenji.engine.calibration;

import org.jspecify.annotations.NullMarked;
