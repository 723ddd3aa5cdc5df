package io.fenji.engine.segment;

import io.fenji.engine.scheme.Scale.Better;
import java.util.List;

/// A whole number per customer, the worst 1, that the conditions of a set compare like a metric of its
/// key.
public sealed interface SegmentScore {

    String key();

    /// `{"key":"recency","metric":"recencyDays","bins":5,"better":"lower"}`: the number of the metric's
    /// bin, as [io.fenji.engine.scheme.Scale.Quantile] has them, by breakpoints that are estimated from
    /// the population and then frozen. Absent where the metric is, and for everyone when no member had a
    /// value at calibration.
    record Bin(String key, String metric, int bins, Better better) implements SegmentScore {}

    /// `{"key":"fm","mean":["frequency","money"]}`: the mean of earlier scores, rounded HALF_UP; absent
    /// where one of them is.
    record Mean(String key, List<String> of) implements SegmentScore {
        public Mean {
            of = List.copyOf(of);
        }
    }
}
