package io.fenji.customer.crypto;

import io.fenji.kit.crypto.KeyRing;
import jakarta.enterprise.context.ApplicationScoped;

/// Encryption with the ring of the tests and its other key active.
@ApplicationScoped
public class OtherKeys {
    private final EncryptionSettings settings;

    OtherKeys(EncryptionSettings settings) {
        this.settings = settings;
    }

    public Encryption older() {
        return new Encryption(new KeyRing("older", settings.keys()), new byte[32]);
    }
}
