package io.fenji.customer.crypto;

import io.fenji.kit.crypto.EnvelopeCipher;
import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.crypto.KeyRing;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what is stored ([EnvelopeCipher]), and finds it by blind index.
// Made at the start, so that a service without keys does not start.
@Startup
@ApplicationScoped
public class Encryption {
    private static final String MAC = "HmacSHA256";

    private final String activeKey;
    private final EnvelopeCipher cipher;
    private final SecretKey indexKey;

    @Inject
    Encryption(EncryptionSettings settings) {
        this(
                new KeyRing(settings.activeKey().orElse(null), settings.keys()),
                KeyRing.bytes(
                        "fenji.encryption.blind-index-key",
                        settings.blindIndexKey()
                                .orElseThrow(
                                        () -> new IllegalStateException(
                                                "fenji.encryption.blind-index-key is missing: make one with `openssl rand -base64 32`"))));
    }

    Encryption(KeyRing ring, byte[] indexKey) {
        this.activeKey = ring.active().orElseThrow(() -> new IllegalStateException("""
                        fenji.encryption.active-key must name one of fenji.encryption.keys.<id>: contact data is stored \
                        encrypted only. Make a key with `openssl rand -base64 32` and keep it; without it the data is lost"""));
        this.cipher = new EnvelopeCipher(ring);
        this.indexKey = new SecretKeySpec(indexKey, MAC);
    }

    public String activeKey() {
        return activeKey;
    }

    /// What every envelope under the active key begins with.
    public byte[] activeHead() {
        return cipher.activeHead();
    }

    public byte[] encrypt(byte[] binding, String text) {
        return encrypt(binding, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] encrypt(byte[] binding, byte[] content) {
        return cipher.encrypt(binding, content);
    }

    /// The text.
    ///
    /// @throws EnvelopeException when the envelope is damaged, belongs elsewhere or its key is not configured
    public String decrypt(byte[] binding, byte[] envelope) {
        return new String(decryptBytes(binding, envelope), StandardCharsets.UTF_8);
    }

    /// The same of what is no text.
    public byte[] decryptBytes(byte[] binding, byte[] envelope) {
        return cipher.decrypt(binding, envelope);
    }

    /// A keyed hash that finds equal texts of one kind and tells nothing else.
    public byte[] blindIndex(String kind, String text) {
        return blindIndexes(kind, List.of(text)).getFirst();
    }

    /// The same for many texts, which takes less than one by one.
    public List<byte[]> blindIndexes(String kind, List<String> texts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(indexKey);
            byte[] prefix = kind.getBytes(StandardCharsets.UTF_8);
            List<byte[]> indexes = new ArrayList<>(texts.size());
            for (String text : texts) {
                mac.update(prefix);
                mac.update((byte) 0);
                indexes.add(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            }
            return indexes;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
