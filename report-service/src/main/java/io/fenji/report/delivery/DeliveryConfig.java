package io.fenji.report.delivery;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;

/// How reports are sent.
@ConfigMapping(prefix = "fenji.report-delivery")
interface DeliveryConfig {
    /// Whether a mail server is set up, by `quarkus.mailer.*`.
    boolean email();

    /// How often what is due is looked for.
    Duration check();

    /// The attachments of one mail together; above it they go as links.
    long largestAttachments();

    /// The pauses before each further attempt; when the one after the last fails, the delivery has failed.
    List<Duration> retryDelays();
}
