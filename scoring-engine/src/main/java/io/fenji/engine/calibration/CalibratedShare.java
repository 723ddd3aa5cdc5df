package io.fenji.engine.calibration;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// Thresholds of a `topShare` cut: the lowest score or value of each tier but the last, in tier
    /// order, descending or equal. A tier that nobody is in begins just above the highest of those it
    /// would take from.
    ///
    /// @param metric null for the score
    /// @param customers that had a score or value
    /// @param thresholds one per share; none when there were no such customers, and then everyone is in the
    ///     last tier
    record TopThresholds(@Nullable String metric, long customers, List<BigDecimal> thresholds)
            implements CalibratedShare {
        public TopThresholds {
            thresholds = List.copyOf(thresholds);
        }
    }
}
