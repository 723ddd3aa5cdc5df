package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metric value to points, 0 to 100.
public sealed interface Scale {

    /// Scales whose numbers are estimated from the whole base and then frozen in a calibration.
    sealed interface Calibrated extends Scale {
        Better better();
    }

    /// Which end of a metric is the good one.
    enum Better {
        HIGHER,
        LOWER
    }

    /// One step: from this value on, these points.
    record Step(BigDecimal from, BigDecimal points) {}

    /// `{"type":"steps","steps":[[1,20],[5,60],[10,100]]}`: the points of the last step reached, 0
    /// below the first. Step values ascend; points may go either way.
    record Steps(List<Step> steps) implements Scale {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /// `{"type":"linear","from":0,"to":20}`: 0 points at `from`, 100 at `to`, straight between,
    /// held outside. `from` above `to` makes lower values better.
    record Linear(BigDecimal from, BigDecimal to) implements Scale {}

    /// `{"type":"log","from":100,"to":100000}`: 0 points at `from`, 100 at `to`, equal points for equal
    /// ratios between (100 × ln(value/from) / ln(to/from)), held outside. Both are above zero; `from`
    /// above `to` makes lower values better. Values of zero or below are below every other.
    record Log(BigDecimal from, BigDecimal to) implements Scale {}

    /// `{"type":"category","points":{"finance":100,"retail":60},"otherwise":20}`: the points of an
    /// attribute's value, `otherwise` (0 when not said) for values that are not named.
    record Category(Map<String, BigDecimal> points, BigDecimal otherwise) implements Scale {
        public Category {
            points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        }
    }

    /// `{"type":"decay","halfLifeDays":90}`: 100 × 2^(−value/halfLife), 100 at or below zero.
    record Decay(BigDecimal halfLifeDays) implements Scale {}

    /// `{"type":"quantile","bins":5,"better":"lower"}`: bins with equally many members, the best
    /// bin 100 points, the k-th worst 100·k/bins. Equal values share a bin, the worst that they
    /// reach. 50 points for everyone when no member had a value at calibration.
    record Quantile(int bins, Better better) implements Calibrated {}

    /// `{"type":"percentile","better":"higher"}`: 100 × (members below + half of the members equal)
    /// / members with a value. 50 points for everyone when no member had a value at calibration.
    record Percentile(Better better) implements Calibrated {}
}
