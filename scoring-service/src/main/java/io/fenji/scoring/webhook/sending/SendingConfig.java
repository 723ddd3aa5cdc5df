package io.fenji.scoring.webhook.sending;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where webhooks may go, and for how long.
@ConfigMapping(prefix = "fenji.webhooks")
public interface SendingConfig {
    /// Networks that may be called though they are not public, such as `10.20.0.0/16`; also without TLS, on any port.
    Optional<List<String>> allowedNetworks();

    /// Ports that may be called elsewhere.
    Set<Integer> ports();

    /// How long one request may take, the look-up of its host included.
    Duration timeout();
}
