package io.fenji.engine.weight;

import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Each criterion's exact share of the whole score, for one set of criteria that count. Shares are
/// fractions over one common denominator; criteria that do not count have none.
///
/// Criteria are numbered over all dimensions in document order.
public final class Weighting {

    private final List<BigInteger> numerators;
    private final BigInteger denominator;
    private final long[] narrow;
    private final long narrowDenominator;

    private Weighting(List<BigInteger> numerators, BigInteger denominator) {
        this.numerators = List.copyOf(numerators);
        this.denominator = denominator;
        // 42 bits of denominator and 20 of points leave no way to overflow.
        boolean fits = denominator.bitLength() <= 42;
        narrow =
                fits ? numerators.stream().mapToLong(BigInteger::longValueExact).toArray() : new long[0];
        narrowDenominator = fits ? denominator.longValueExact() : 0;
    }

    /// Works out the shares.
    ///
    /// @param dimensionOf the dimension of each criterion
    /// @param dimensionWeights scaled, from 0
    /// @param criterionWeights scaled, from 0
    /// @param leftOut whether each criterion does not count
    static Weighting of(int[] dimensionOf, long[] dimensionWeights, long[] criterionWeights, boolean[] leftOut) {
        BigInteger[] sums = new BigInteger[dimensionWeights.length];
        Arrays.fill(sums, BigInteger.ZERO);
        for (int i = 0; i < criterionWeights.length; i++) {
            if (!leftOut[i]) {
                sums[dimensionOf[i]] = sums[dimensionOf[i]].add(BigInteger.valueOf(criterionWeights[i]));
            }
        }
        BigInteger whole = BigInteger.ZERO;
        BigInteger multiple = BigInteger.ONE;
        for (int d = 0; d < sums.length; d++) {
            if (sums[d].signum() > 0) {
                whole = whole.add(BigInteger.valueOf(dimensionWeights[d]));
                multiple = multiple.divide(multiple.gcd(sums[d])).multiply(sums[d]);
            }
        }
        List<BigInteger> numerators = new ArrayList<>();
        BigInteger denominator = whole.multiply(multiple);
        BigInteger divisor = denominator;
        for (int i = 0; i < criterionWeights.length; i++) {
            BigInteger sum = sums[dimensionOf[i]];
            boolean counts = !leftOut[i] && sum.signum() > 0;
            BigInteger numerator = counts
                    ? BigInteger.valueOf(dimensionWeights[dimensionOf[i]])
                            .multiply(BigInteger.valueOf(criterionWeights[i]))
                            .multiply(multiple.divide(sum))
                    : BigInteger.ZERO;
            numerators.add(numerator);
            divisor = divisor.gcd(numerator);
        }
        if (denominator.signum() == 0) {
            return new Weighting(numerators, denominator);
        }
        BigInteger common = divisor;
        return new Weighting(
                numerators.stream().map(numerator -> numerator.divide(common)).toList(), denominator.divide(common));
    }

    /// Whether there is nothing to score.
    public boolean isEmpty() {
        return denominator.signum() == 0;
    }

    /// The weighted mean of the points, HALF_UP to four places.
    ///
    /// @param points scaled, one per criterion; those that do not count are ignored
    public long score(long[] points) {
        if (narrowDenominator == 0) {
            return wideScore(points);
        }
        long sum = 0;
        for (int i = 0; i < narrow.length; i++) {
            sum += points[i] * narrow[i];
        }
        return Fixed.divideHalfUp(sum, narrowDenominator);
    }

    /// The same of many rows.
    ///
    /// @param points by criterion and row
    /// @param scores what is written; 0 when there is nothing to score
    public void scores(long[][] points, int count, long[] scores) {
        Arrays.fill(scores, 0, count, 0);
        if (narrowDenominator == 0) {
            for (int row = 0; row < count && !isEmpty(); row++) {
                scores[row] = wideScore(of(points, row));
            }
            return;
        }
        for (int i = 0; i < narrow.length; i++) {
            long share = narrow[i];
            long[] column = points[i];
            for (int row = 0; row < count; row++) {
                scores[row] += column[row] * share;
            }
        }
        for (int row = 0; row < count; row++) {
            scores[row] = Fixed.divideHalfUp(scores[row], narrowDenominator);
        }
    }

    private static long[] of(long[][] points, int row) {
        return Arrays.stream(points).mapToLong(column -> column[row]).toArray();
    }

    private long wideScore(long[] points) {
        BigInteger sum = times(points).stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new BigDecimal(sum)
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// What each criterion brings to a whole: to the score for its points, or to 1 for all points
    /// one.
    ///
    /// @param whole the [#score(long\[\])] of the points
    public Split split(long whole, long[] points, int[] dimensionOf, int dimensions) {
        if (isEmpty()) {
            return new Split(new long[dimensions], new long[points.length]);
        }
        List<BigInteger> parts = times(points);
        BigInteger[] sums = new BigInteger[dimensions];
        Arrays.fill(sums, BigInteger.ZERO);
        for (int i = 0; i < dimensionOf.length; i++) {
            sums[dimensionOf[i]] = sums[dimensionOf[i]].add(parts.get(i));
        }
        long[] byDimension = LargestRemainder.split(whole, List.of(sums), denominator);
        long[] byCriterion = new long[points.length];
        for (int d = 0, start = 0; d < dimensions; d++) {
            int end = start;
            while (end < dimensionOf.length && dimensionOf[end] == d) {
                end++;
            }
            long[] split = LargestRemainder.split(byDimension[d], parts.subList(start, end), denominator);
            System.arraycopy(split, 0, byCriterion, start, split.length);
            start = end;
        }
        return new Split(byDimension, byCriterion);
    }

    private List<BigInteger> times(long[] points) {
        List<BigInteger> products = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            products.add(numerators.get(i).multiply(BigInteger.valueOf(points[i])));
        }
        return products;
    }

    /// Scaled parts that sum exactly on both levels.
    public static final class Split {

        private final long[] byDimension;
        private final long[] byCriterion;

        Split(long[] byDimension, long[] byCriterion) {
            this.byDimension = byDimension;
            this.byCriterion = byCriterion;
        }

        public long dimension(int dimension) {
            return byDimension[dimension];
        }

        public long criterion(int criterion) {
            return byCriterion[criterion];
        }
    }
}
