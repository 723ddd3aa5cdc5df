package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.BetaExpectation;

/// BG/NBD and MBG/NBD: rate λ ~ Gamma(r+x, α+T), chance p ~ Beta(a, b+x…) to leave after a purchase.
/// Given p, everything is elementary; what is left is an expectation over p, of positive terms. The closed
/// forms with ₂F₁ (Fader, Hardie and Lee 2005, equation 10) are the same numbers, but lose all digits
/// where a is near 1 or x large.
final class BetaGeometricFuture implements Future {

    private final double rate;
    private final double exposure;
    private final double unit;
    private final BetaExpectation leaving;

    BetaGeometricFuture(double rate, double exposure, BetaExpectation leaving, double unit) {
        this.rate = rate;
        this.exposure = exposure;
        this.leaving = leaving;
        this.unit = unit;
    }

    /// Given λ and p: (1 − e^−λpt)/p.
    @Override
    public double expectedOrders(double days) {
        double t = days / unit / exposure;
        return leaving.of(p -> {
            double small = p * t;
            return small < 1e-12 ? rate * t : -StrictMath.expm1(-rate * StrictMath.log1p(small)) / p;
        });
    }

    /// The next purchase comes before the customer can leave.
    @Override
    public double noOrder(double days) {
        return StrictMath.exp(-rate * StrictMath.log1p(days / unit / exposure));
    }

    /// Given λ and p, leaving comes at the rate λp: ∫₀ᵗ (1 + pu/(α+T))^−(r+x) du.
    @Override
    public double expectedLifetime(double days) {
        double t = days / unit;
        double power = 1 - rate;
        return unit
                * leaving.of(p -> {
                    double log = StrictMath.log1p(p * t / exposure);
                    if (log < 1e-12) {
                        return t;
                    }
                    double integral = StrictMath.abs(power * log) < 1e-12 ? log : StrictMath.expm1(power * log) / power;
                    return integral * exposure / p;
                });
    }
}
