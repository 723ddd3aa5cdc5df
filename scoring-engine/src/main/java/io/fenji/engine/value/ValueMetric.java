package io.fenji.engine.value;

/// A number that is predicted for each customer.
public enum ValueMetric {
    /// P(alive today); where nobody can leave in the model, P(an order in the next 365 days).
    ALIVE_PROBABILITY(0),
    EXPECTED_ORDERS_30(1),
    EXPECTED_ORDERS_90(2),
    EXPECTED_ORDERS_365(3),
    /// 1 − P(at least one order in the next 90 days).
    CHURN_RISK(4),
    SPEND_PER_ORDER(5),
    /// Expected spend over the horizon of the settings, discounted.
    LIFETIME_VALUE(6),
    /// Expected days, of the next ten years, until the customer leaves.
    RESIDUAL_DAYS(7),
    /// Share of the calibrated base whose lifetime value is lower, 0 to 100; of equal ones, half.
    PERCENTILE(8);

    private final int place;

    ValueMetric(int place) {
        this.place = place;
    }

    /// Where it stands among the numbers of a customer.
    int place() {
        return place;
    }
}
