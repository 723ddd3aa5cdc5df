package io.fenji.customer.crypto;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/// The keys, each 32 bytes in base64 or `file:` and the path of a file with that. None is in the service itself but
/// those for development and tests: without them it does not start.
@ConfigMapping(prefix = "fenji.encryption")
interface EncryptionSettings {
    /// All keys that stored values may be under, by id.
    Map<String, String> keys();

    /// The id of the key that new values get.
    Optional<String> activeKey();

    /// The key of blind indexes; it stays the same for ever.
    Optional<String> blindIndexKey();
}
