package io.fenji.engine.value.quality;

import java.util.List;

/// Predictions from the past against what came: orders, and whether there was any.
///
/// @param days of the part held out
/// @param predicted orders in all
/// @param actual orders in all
/// @param naive orders in all in as many days before: "same as last year"
/// @param meanAbsoluteError of orders a customer
/// @param naiveMeanAbsoluteError of "same as last year"
/// @param residualDeviation standard deviation of actual less predicted orders of a customer
/// @param brier mean square of P(an order) less 1 or 0; lower is better
/// @param baseBrier that of giving everyone the share that ordered
/// @param classes by repeat orders until the part held out: 0 to 6, and 7 or more
/// @param curve by predicted P(an order), in tenths; tenths of nobody are left out
public record BackTest(
        int days,
        long customers,
        double predicted,
        long actual,
        long naive,
        double meanAbsoluteError,
        double naiveMeanAbsoluteError,
        double residualDeviation,
        double brier,
        double baseBrier,
        List<FrequencyClass> classes,
        List<CurvePoint> curve) {

    /// Means a customer.
    ///
    /// @param orders repeat orders, 7 for 7 or more
    public record FrequencyClass(int orders, long customers, double predicted, double actual, double naive) {}

    /// Of customers in a tenth of predicted P(an order).
    ///
    /// @param from lower bound of the tenth
    /// @param predicted mean P(an order)
    /// @param actual share that ordered
    public record CurvePoint(double from, long customers, double predicted, double actual) {}

    public BackTest {
        classes = List.copyOf(classes);
        curve = List.copyOf(curve);
    }

    /// (predicted − actual) ÷ actual orders; 0 when there were none.
    public double totalError() {
        return actual == 0 ? 0 : (predicted - actual) / actual;
    }

    /// What live predictions may deviate by.
    public DriftBand driftBand() {
        double missed = predicted > 0 ? StrictMath.abs(actual - predicted) / predicted : 0;
        return new DriftBand(residualDeviation, StrictMath.max(DriftBand.MATERIAL, missed));
    }
}
