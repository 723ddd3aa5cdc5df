package io.fenji.engine.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Decimals with four places as scaled longs: 12.5 is `125_000`. All engine arithmetic is done on
/// these, so that any machine gives the same points, scores and tiers. Metric values, thresholds,
/// points and scores all use this scale.
public final class Fixed {

    /// Fraction digits.
    public static final int PLACES = 4;

    /// The scaled 1.
    public static final long ONE = 10_000L;

    /// The scaled 100, the most points there are.
    public static final long HUNDRED = 100 * ONE;

    private static final BigDecimal LIMIT = new BigDecimal("400000000000000");

    private Fixed() {}

    /// Whether the value can be held: at most 400 trillion units either side of zero.
    public static boolean fits(BigDecimal value) {
        return value.compareTo(LIMIT) <= 0 && value.compareTo(LIMIT.negate()) >= 0;
    }

    /// Scales a decimal, rounding HALF_UP to four places.
    ///
    /// @throws ArithmeticException when it does not [fit][#fits(BigDecimal)]
    public static long of(BigDecimal value) {
        if (!fits(value)) {
            throw new ArithmeticException("number out of range: beyond 400 trillion");
        }
        if (value.signum() == 0 || value.precision() - (long) value.scale() < -PLACES) {
            return 0;
        }
        return value.setScale(PLACES, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    /// The decimal without trailing zeros and never with an exponent when printed plain: 125_000 is
    /// 12.5.
    public static BigDecimal toDecimal(long scaled) {
        return plain(BigDecimal.valueOf(scaled, PLACES));
    }

    /// The same for sums beyond the range of a scaled long.
    public static BigDecimal toDecimal(BigInteger scaled) {
        return plain(new BigDecimal(scaled, PLACES));
    }

    private static BigDecimal plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    /// `factor × numerator / denominator`, HALF_UP, exact whatever the size of the product.
    ///
    /// @param denominator above zero
    public static long multiplyDivide(long factor, long numerator, long denominator) {
        long high = Math.multiplyHigh(factor, numerator);
        long low = factor * numerator;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return divideHalfUp(low, denominator);
        }
        return new BigDecimal(BigInteger.valueOf(factor).multiply(BigInteger.valueOf(numerator)))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// `dividend / divisor` rounded HALF_UP (away from zero at one half).
    ///
    /// @param divisor above zero
    public static long divideHalfUp(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long rest = Math.abs(dividend % divisor);
        return rest >= divisor - rest ? quotient + Long.signum(dividend) : quotient;
    }
}
