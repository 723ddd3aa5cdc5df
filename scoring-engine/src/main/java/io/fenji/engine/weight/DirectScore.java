package io.fenji.engine.weight;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The weighted mean of points from the weights as they are: a fraction per dimension, and their sum over a common
/// denominator. Exact, as a [Weighting] is, and much less work where one is used once.
final class DirectScore {

    /// With 20 bits of points no sum of a dimension overflows.
    private static final long MOST_WEIGHT = 1L << 42;

    private final int[] dimensionOf;
    private final long[] dimensionWeights;
    private final long[] criterionWeights;

    private DirectScore(int[] dimensionOf, long[] dimensionWeights, long[] criterionWeights) {
        this.dimensionOf = dimensionOf;
        this.dimensionWeights = dimensionWeights;
        this.criterionWeights = criterionWeights;
    }

    /// Null when the weights are too large for it.
    static @Nullable DirectScore of(int[] dimensionOf, long[] dimensionWeights, long[] criterionWeights) {
        long[] sums = new long[dimensionWeights.length];
        for (int i = 0; i < criterionWeights.length; i++) {
            sums[dimensionOf[i]] =
                    criterionWeights[i] > MOST_WEIGHT ? MOST_WEIGHT + 1 : sums[dimensionOf[i]] + criterionWeights[i];
            if (sums[dimensionOf[i]] > MOST_WEIGHT) {
                return null;
            }
        }
        return new DirectScore(dimensionOf, dimensionWeights, criterionWeights);
    }

    /// The score.
    ///
    /// @param points scaled, one per criterion
    /// @return scaled, or [Weightings#NO_SCORE]
    long score(long[] points, boolean[] leftOut) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        BigInteger whole = BigInteger.ZERO;
        for (int i = 0; i < points.length; ) {
            int dimension = dimensionOf[i];
            long sum = 0;
            long weighted = 0;
            for (; i < points.length && dimensionOf[i] == dimension; i++) {
                if (!leftOut[i]) {
                    sum += criterionWeights[i];
                    weighted += criterionWeights[i] * points[i];
                }
            }
            if (sum > 0) {
                BigInteger weight = BigInteger.valueOf(dimensionWeights[dimension]);
                BigInteger of = BigInteger.valueOf(sum);
                numerator = numerator
                        .multiply(of)
                        .add(weight.multiply(BigInteger.valueOf(weighted)).multiply(denominator));
                denominator = denominator.multiply(of);
                whole = whole.add(weight);
            }
        }
        if (whole.signum() == 0) {
            return Weightings.NO_SCORE;
        }
        BigInteger divisor = denominator.multiply(whole);
        return numerator.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1)).longValueExact();
    }
}
