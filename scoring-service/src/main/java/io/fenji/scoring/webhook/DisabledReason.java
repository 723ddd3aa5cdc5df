package io.fenji.scoring.webhook;

/// Why a webhook is not delivered to.
public enum DisabledReason {
    /// The receiver answered 410.
    GONE,
    /// A delivery failed for good and nothing has succeeded since its first attempt.
    FAILING,
    /// Somebody wanted it.
    REQUESTED
}
