package io.fenji.engine.calibration;

import java.math.BigDecimal;
import java.util.List;

/// The frozen numbers of one criterion's scale.
public sealed interface CalibratedScale {

    /// JSON pointer of the criterion in the scheme document.
    String criterion();

    /// The criterion's metric.
    String metric();

    /// Members that had a value.
    long values();

    /// Breakpoints of a `quantile` scale, ascending in value whichever end is better: bins − 1 of
    /// them, or none when no member had a value. With `better: higher` the i-th is the lowest value
    /// that at least i/bins of the members do not exceed, and a value is in the bin 1 +
    /// (breakpoints below it); with `better: lower` all is mirrored.
    record Quantiles(String criterion, String metric, long values, List<BigDecimal> breakpoints)
            implements CalibratedScale {
        public Quantiles {
            breakpoints = List.copyOf(breakpoints);
        }
    }

    /// Table of a `percentile` scale, ascending in value, percentiles counted from the low end
    /// whichever end is better: every distinct value when there are at most 1,000 of them, else
    /// 1,000 at even ranks with the lowest and the highest among them. Between knots the line is
    /// straight; below the first it is 0, above the last 100.
    record Percentiles(String criterion, String metric, long values, List<Knot> knots) implements CalibratedScale {
        public Percentiles {
            knots = List.copyOf(knots);
        }
    }

    /// One value and its percentile, 0 to 100.
    record Knot(BigDecimal value, BigDecimal percentile) {}
}
