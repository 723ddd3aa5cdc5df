package io.fenji.report.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Shares of a whole that add up to exactly one.
public final class Shares {
    /// Places of a share in JSON and in tables, where it stands as a percentage with two.
    public static final int PLACES = 4;

    private Shares() {}

    /// Each part over the sum of all, by largest remainder: rounded down, then the missing units go to the
    /// largest remainders (of equal ones to the first). Parts may be negative as long as their sum is
    /// positive.
    ///
    /// @return null when the sum is not positive: then there is nothing to have a share of
    public static @Nullable List<BigDecimal> of(List<BigDecimal> parts, int places) {
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() <= 0) {
            return null;
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(places);
        List<BigDecimal> shares = new ArrayList<>();
        List<BigDecimal> remainders = new ArrayList<>();
        BigDecimal left = BigDecimal.ONE;
        for (BigDecimal part : parts) {
            BigDecimal share = part.divide(sum, places, RoundingMode.FLOOR);
            shares.add(share);
            remainders.add(part.subtract(share.multiply(sum)));
            left = left.subtract(share);
        }
        int units = left.movePointRight(places).intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.<Integer, BigDecimal>comparing(remainders::get)
                        .reversed())
                .limit(units)
                .forEach(i -> shares.set(i, shares.get(i).add(unit)));
        return shares;
    }

    /// Shares of counts; all zero when there are none.
    public static List<BigDecimal> ofCounts(List<Long> counts, int places) {
        @Nullable
        List<BigDecimal> shares = of(counts.stream().map(BigDecimal::valueOf).toList(), places);
        return shares == null
                ? counts.stream().map(none -> BigDecimal.ZERO.setScale(places)).toList()
                : shares;
    }

    /// One part of a whole, rounded; null when the whole is not positive.
    public static @Nullable BigDecimal one(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? null : part.divide(whole, PLACES, RoundingMode.HALF_UP);
    }
}
