package io.fenji.report.link;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Links to artefacts.
@ConfigMapping(prefix = "fenji.reports")
public interface LinkConfig {
    /// Where others reach this service, such as `https://reports.example.com`.
    Optional<URI> publicUrl();

    Links links();

    /// How long they are valid.
    interface Links {
        Duration longest();

        Duration usual();
    }
}
