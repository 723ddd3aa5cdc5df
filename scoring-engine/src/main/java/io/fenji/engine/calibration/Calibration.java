package io.fenji.engine.calibration;

import java.util.List;

/// What a scheme takes from the whole base, immutable.
///
/// @param scheme key of the scheme it was made for
/// @param members customers in the population when it was made
/// @param scales one entry per criterion with a calibrated scale, in document order
/// @param share the thresholds of a `valueShare` or `topShare` cut, or the clusters of a `clusters` cut
/// @param dataHash SHA-256 (lower-case hex) over the calibrated metrics and the members' sorted
///     values, their sorted scores where the cut is a top share of these, and the sorted vectors of their
///     features where it is clusters: equal hashes mean equal input
public record Calibration(
        String scheme, long members, List<CalibratedScale> scales, CalibratedShare share, String dataHash) {

    public Calibration {
        scales = List.copyOf(scales);
    }
}
