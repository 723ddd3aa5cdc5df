package io.fenji.customer.cleaning;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Numbers below or above a bound. Most have fewer digits than the bounds and are not even made numbers of.
final class NumberRange implements Step {
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;
    private final int safeDigits;
    private final boolean negativeIsSafe;
    private final boolean positiveIsSafe;

    NumberRange(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        this.min = min;
        this.max = max;
        this.safeDigits = Math.min(wholeDigits(min), wholeDigits(max)) - 1;
        this.negativeIsSafe = (min == null || min.signum() < 0) && (max == null || max.signum() >= 0);
        this.positiveIsSafe = (min == null || min.signum() <= 0) && (max == null || max.signum() > 0);
    }

    @Override
    public @Nullable String mend(String value) {
        boolean safeSide = value.startsWith("-") ? negativeIsSafe : positiveIsSafe;
        if (safeSide && wholeDigits(value) <= safeDigits) {
            return value;
        }
        BigDecimal number = new BigDecimal(value);
        boolean inside = (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
        return inside ? value : null;
    }

    private static int wholeDigits(@Nullable BigDecimal bound) {
        return bound == null || bound.signum() == 0 ? Integer.MAX_VALUE : bound.precision() - bound.scale();
    }

    private static int wholeDigits(String number) {
        int point = number.indexOf('.');
        int end = point < 0 ? number.length() : point;
        return number.startsWith("-") ? end - 1 : end;
    }
}
