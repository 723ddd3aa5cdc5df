package io.fenji.engine.value.quality;

/// How far actual orders may be from predicted ones before a calibration is out of date.
///
/// @param deviation standard deviation of actual less predicted orders of a customer, from the back-test
/// @param material share of the predicted orders that is let pass whatever chance says: the error of the
///     back-test, but at least a tenth, because in a large base chance alone explains very little
public record DriftBand(double deviation, double material) {

    static final double MATERIAL = 0.1;
    private static final double SURE = 3;
    /// What missed by as much as in the back-test is inside.
    private static final double ROUNDING = 1e-9;

    /// Live predictions against what came in the same span.
    ///
    /// @param customers of the live comparison
    /// @param tolerance by which actual orders may differ: three deviations of their sum, or the material share
    public record Outcome(long customers, double predicted, long actual, double tolerance, boolean drifted) {}

    /// The band of more or fewer days, which chance adds up over.
    ///
    /// @param ratio of the days to those of the back-test
    public DriftBand over(double ratio) {
        return new DriftBand(deviation * StrictMath.sqrt(StrictMath.max(0, ratio)), material);
    }

    /// Tests predictions of as many days as the back-test had.
    public Outcome test(long customers, double predicted, long actual) {
        double chance = SURE * deviation * StrictMath.sqrt(StrictMath.max(0.0, (double) customers));
        double tolerance = StrictMath.max(chance, material * StrictMath.abs(predicted));
        return new Outcome(
                customers,
                predicted,
                actual,
                tolerance,
                StrictMath.abs(actual - predicted) > tolerance * (1 + ROUNDING));
    }
}
