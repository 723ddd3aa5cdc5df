package io.fenji.engine.value;

/// How lifetime values are counted.
///
/// @param horizonDays over which they are counted, 1 to 3,650
/// @param yearlyDiscount by which an order a year from now is worth less: 0.1 for 1/1.1 of it; 0 to 1
public record ValueSettings(int horizonDays, double yearlyDiscount) {

    public static final ValueSettings USUAL = new ValueSettings(365, 0.1);

    /// Takes settings.
    ///
    /// @throws IllegalArgumentException when they are out of range
    public ValueSettings {
        if (horizonDays < 1 || horizonDays > 3_650) {
            throw new IllegalArgumentException("the horizon is from 1 to 3,650 days, not " + horizonDays);
        }
        if (!(yearlyDiscount >= 0 && yearlyDiscount <= 1)) {
            throw new IllegalArgumentException("the yearly discount is from 0 to 1, not " + yearlyDiscount);
        }
    }

    /// Continuous, a day.
    double dailyDiscount() {
        return StrictMath.log1p(yearlyDiscount) / 365;
    }
}
