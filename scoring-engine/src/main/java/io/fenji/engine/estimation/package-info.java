/// Estimates from the whole base what is then frozen in a [io.fenji.engine.calibration.Calibration].
///
/// The same members with the same values, in any order, give the same calibration and the same bytes of
/// [io.fenji.engine.calibration.CalibrationJson].
@NullMarked
package io.fenji.engine.estimation;

import org.jspecify.annotations.NullMarked;
