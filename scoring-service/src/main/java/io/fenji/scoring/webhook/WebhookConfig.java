package io.fenji.scoring.webhook;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;

/// How webhooks are delivered.
@ConfigMapping(prefix = "fenji.webhooks")
public interface WebhookConfig {
    /// Whether this instance delivers; the API is there in any case.
    boolean enabled();

    /// The pauses before each further attempt; when the one after the last fails, the delivery has failed.
    List<Duration> retryDelays();

    /// How long a replaced secret signs beside the new one.
    Duration oldSecrets();

    /// How often due deliveries are looked for when nothing says that there are any.
    Duration poll();

    /// How long the log keeps what succeeded, and what failed for good.
    Duration keepSucceeded();

    Duration keepFailed();
}
