package io.fenji.scoring.webhook;

/// Whether a webhook is delivered to.
public enum WebhookState {
    ENABLED,
    DISABLED
}
