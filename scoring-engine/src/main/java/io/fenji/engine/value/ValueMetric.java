package io.fenji.engine.value;

/// A number that is predicted for each customer.
public enum ValueMetric {
    /// P(alive today); where nobody can leave in the model, P(an order in the next 365 days).
    ALIVE_PROBABILITY,
    EXPECTED_ORDERS_30,
    EXPECTED_ORDERS_90,
    EXPECTED_ORDERS_365,
    /// 1 − P(at least one order in the next 90 days).
    CHURN_RISK,
    SPEND_PER_ORDER,
    /// Expected spend over the horizon of the settings, discounted.
    LIFETIME_VALUE,
    /// Expected days, of the next ten years, until the customer leaves.
    RESIDUAL_DAYS,
    /// Share of the calibrated base whose lifetime value is lower, 0 to 100; of equal ones, half.
    PERCENTILE
}
