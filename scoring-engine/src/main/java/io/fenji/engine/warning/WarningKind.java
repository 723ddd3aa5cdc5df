package io.fenji.engine.warning;

/// What a warning is about.
public enum WarningKind {
    /// Fewer interactions than the customer's own past makes likely.
    ACTIVITY_FALLING,
    /// Longer without an order than the customer's own gaps make likely.
    ORDER_GAP,
    /// Much less spend than before, by fewer orders or by smaller ones.
    SPEND_FALLING,
    /// So likely not to order again soon that contacting the customer pays, by what is still expected of it.
    CHURN_RISK,
    /// Complaints that wait for an answer.
    OPEN_COMPLAINT,
    /// The tier in a scheme is about to be lost.
    TIER_AT_RISK
}
