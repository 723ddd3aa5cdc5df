package io.fenji.engine.warning;

/// What chance makes of a steady customer. By `StrictMath`, so that any machine says the same.
final class Chance {

    /// Terms below this share of the greatest do not count.
    private static final double NEGLIGIBLE = 1e-18;

    private Chance() {}

    /// How few of `n` events that fall in any day alike may be in a window before it is unlikely: the
    /// greatest count that a binomial variable of `n` trials reaches or stays below with a probability
    /// of at most `1 − confidence`. This is the conditional test of two Poisson rates (Przyborowski and
    /// Wilenski 1940).
    ///
    /// @param share of the days that are in the window, between 0 and 1
    /// @return −1 when not even none is unlikely
    static long unlikelyFew(long n, double share, double confidence) {
        if (n <= 0) {
            return -1;
        }
        // Relative to the most likely count, downwards and upwards: no term overflows, however many events.
        long mode = (long) StrictMath.floor((n + 1) * share);
        double total = 1;
        double weight = 1;
        for (long x = mode; x < n && weight > NEGLIGIBLE; x++) {
            weight *= (double) (n - x) / (x + 1) * share / (1 - share);
            total += weight;
        }
        double below = 0;
        weight = 1;
        long lowest = mode;
        while (lowest > 0 && weight > NEGLIGIBLE) {
            weight *= lowest / (double) (n - lowest + 1) * (1 - share) / share;
            below += weight;
            lowest--;
        }
        total += below;
        double allowed = (1 - confidence) * total;
        double reached = 0;
        long few = lowest - 1;
        for (long x = lowest; x <= n; x++) {
            // The weight is that of the lowest count at first, and goes up again.
            reached += weight;
            if (reached > allowed) {
                return few;
            }
            few = x;
            weight *= (double) (n - x) / (x + 1) * share / (1 - share);
        }
        return few;
    }

    /// How many mean gaps a gap may last before it is unlikely, when gaps are exponential (Poisson
    /// purchases, as Ehrenberg 1959 and the BG/NBD family take them) and their mean is known from `gaps`
    /// of them: the quantile of the ratio of one more gap to that mean, which is F-distributed with 2
    /// and 2·gaps degrees of freedom (Lawless 2003, section 4.1). Its tail is (1 + t/gaps)^(−gaps), so
    /// few gaps ask for much more than many.
    static double unlikelyLong(long gaps, double confidence) {
        return gaps * StrictMath.expm1(-StrictMath.log(1 - confidence) / gaps);
    }
}
