package io.fenji.engine.value.purchase;

/// Nobody leaves: rate λ ~ Gamma(rate, exposure).
record PoissonFuture(double rate, double exposure, double unit) implements Future {

    @Override
    public double expectedOrders(double days) {
        return rate / exposure * days / unit;
    }

    @Override
    public double noOrder(double days) {
        return StrictMath.exp(-rate * StrictMath.log1p(days / unit / exposure));
    }

    @Override
    public double expectedLifetime(double days) {
        return days;
    }
}
