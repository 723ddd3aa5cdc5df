package io.fenji.scoring.webhook;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/// The keys that secrets are stored under, each 32 bytes in base64 or `file:` and the path of a file with that.
@ConfigMapping(prefix = "fenji.encryption")
interface SecretConfig {
    /// All keys that stored secrets may be under, by id.
    Map<String, String> keys();

    /// The id of the key that new secrets get.
    Optional<String> activeKey();
}
