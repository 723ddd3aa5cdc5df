package io.fenji.engine.calibration;

import java.math.BigDecimal;
import java.util.List;

/// The frozen numbers of a scheme's cut.
public sealed interface CalibratedShare {

    /// The cut takes nothing from the base.
    record NotUsed() implements CalibratedShare {}

    /// Thresholds of a `valueShare` cut: the lowest value of each tier but the last, in tier order,
    /// descending.
    ///
    /// @param total of the members' values above zero
    /// @param thresholds one per share; none when the total was zero, and then everyone is in the
    ///     last tier
    record Thresholds(String metric, BigDecimal total, List<BigDecimal> thresholds) implements CalibratedShare {
        public Thresholds {
            thresholds = List.copyOf(thresholds);
        }
    }
}
