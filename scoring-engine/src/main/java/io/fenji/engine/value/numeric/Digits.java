package io.fenji.engine.value.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Rounding to significant digits, for numbers that are kept.
public final class Digits {

    private static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

    private Digits() {}

    public static double twelve(double number) {
        return round(number, TWELVE);
    }

    public static double six(double number) {
        return round(number, SIX);
    }

    private static double round(double number, MathContext digits) {
        return Double.isFinite(number) ? new BigDecimal(number).round(digits).doubleValue() + 0.0 : 0;
    }
}
