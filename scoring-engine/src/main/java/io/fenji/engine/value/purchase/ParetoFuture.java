package io.fenji.engine.value.purchase;

/// Pareto/NBD: rate λ ~ Gamma(r+x, α+T), rate of leaving μ ~ Gamma(s, β+T).
///
/// @param rate r + x
/// @param exposure α + T
/// @param leaving s
/// @param age β + T
record ParetoFuture(double rate, double exposure, double leaving, double age, double unit) implements Future {

    @Override
    public double expectedOrders(double days) {
        return rate / exposure * lifetime(days / unit);
    }

    @Override
    public double expectedLifetime(double days) {
        return lifetime(days / unit) * unit;
    }

    /// Either leaving comes first, or neither comes: L(0, 0, t) of a customer with these parameters.
    @Override
    public double noOrder(double days) {
        ParetoTerms terms = new ParetoTerms();
        terms.set(new double[] {rate, exposure, leaving, age});
        double[] by = new double[4];
        double common = terms.common(0, by, 0);
        return Shares.bounded(StrictMath.exp(common + terms.staying(0, days / unit, by, 0))
                + StrictMath.exp(common + terms.leaving(0, 0, by, 0)));
    }

    /// ∫₀ᵗ (age/(age+u))^s du, which is logarithmic where s = 1.
    private double lifetime(double t) {
        double log = StrictMath.log1p(t / age);
        double power = 1 - leaving;
        return age * (StrictMath.abs(power * log) < 1e-12 ? log : StrictMath.expm1(power * log) / power);
    }
}
