package io.fenji.scoring.webhook.delivery;

/// How far a delivery is.
public enum DeliveryState {
    /// It will be tried, again perhaps.
    PENDING,
    SUCCEEDED,
    FAILED
}
