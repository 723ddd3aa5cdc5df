package io.fenji.engine.calibration;

/// Calibrations as canonical JSON: fixed property order, no spaces, plain decimals; equal
/// calibrations have equal text.
///
/// ```
/// {"scheme":"…","members":4339,"scales":[
///     {"criterion":"/dimensions/0/criteria/0","metric":"recencyDays","type":"quantile","values":4339,
///      "breakpoints":[14,33,72,180]},
///     {"criterion":"…","metric":"…","type":"percentile","values":4339,"knots":[[0.5,0.0115],…]}],
///  "share":{"metric":"grossSpend.lifetime","total":8911407.904,"thresholds":[1500.25,360.1]},
///  "dataHash":"…"}
/// ```
/// `share` is left out when the cut takes nothing from the base.
public final class CalibrationJson {

    private CalibrationJson() {}

    public static String write(Calibration calibration) {
        throw new UnsupportedOperationException("not written yet: " + calibration.scheme());
    }

    /// @throws IllegalArgumentException when the text was not written by [#write(Calibration)]
    public static Calibration read(String json) {
        throw new UnsupportedOperationException("not written yet: " + json.length());
    }
}
