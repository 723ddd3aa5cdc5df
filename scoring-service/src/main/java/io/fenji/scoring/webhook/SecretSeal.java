package io.fenji.scoring.webhook;

import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Secrets as they are stored: length and id of the key, nonce, AES-256-GCM of the secret. Key id and webhook are the
/// associated data, so that a secret that was moved to another webhook does not open there.
// Made at the start, so that wrong keys stop it.
@Startup
@ApplicationScoped
class SecretSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String ID = "[a-z0-9][a-z0-9-]{0,29}";
    private static final String FILE = "file:";
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final @Nullable String active;

    SecretSeal(SecretConfig config) {
        config.keys().forEach((id, text) -> {
            if (!id.matches(ID)) {
                throw new IllegalStateException(
                        "fenji.encryption.keys.%s: a key's id has 1 to 30 lower-case letters, digits and hyphens"
                                .formatted(id));
            }
            keys.put(id, key("fenji.encryption.keys." + id, text));
        });
        active = config.activeKey().orElse(null);
        if (active != null && !keys.containsKey(active)) {
            throw new IllegalStateException("fenji.encryption.active-key must name one of fenji.encryption.keys.<id>");
        }
    }

    /// Seals a secret.
    ///
    /// @throws ProblemException 409 when there are no keys: secrets are not stored readable
    byte[] seal(UUID webhook, String secret) {
        if (active == null) {
            throw new ProblemException(
                    ScoringProblem.WEBHOOKS_NOT_SET_UP,
                    "The service has no key to keep secrets under: its operator sets fenji.encryption.keys.<id> and"
                            + " fenji.encryption.active-key");
        }
        byte[] id = active.getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, active, nonce, webhook, secret.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(1 + id.length + nonce.length + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(sealed)
                .array();
    }

    String open(UUID webhook, byte[] envelope) {
        int nonceFrom = 1 + envelope[0];
        String id = new String(envelope, 1, envelope[0], StandardCharsets.US_ASCII);
        byte[] nonce = Arrays.copyOfRange(envelope, nonceFrom, nonceFrom + NONCE_LENGTH);
        byte[] sealed = Arrays.copyOfRange(envelope, nonceFrom + NONCE_LENGTH, envelope.length);
        return new String(crypt(Cipher.DECRYPT_MODE, id, nonce, webhook, sealed), StandardCharsets.US_ASCII);
    }

    private byte[] crypt(int mode, String id, byte[] nonce, UUID webhook, byte[] content) {
        SecretKeySpec key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(
                    "A webhook's secret is under the key '%s', which is not configured (fenji.encryption.keys.%1$s)"
                            .formatted(id));
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((id + '/' + webhook).getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("The secret of webhook %s cannot be opened".formatted(webhook), damaged);
        }
    }

    private static SecretKeySpec key(String name, String text) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode((text.startsWith(FILE) ? Files.readString(Path.of(text.substring(FILE.length()))) : text)
                            .strip());
            if (bytes.length != KEY_LENGTH) {
                throw new IllegalStateException("%s has %d bytes, it must have 32".formatted(name, bytes.length));
            }
            return new SecretKeySpec(bytes, "AES");
        } catch (IOException | InvalidPathException failure) {
            throw new IllegalStateException(name + ": the file cannot be read", failure);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException(name + " is not base64", notBase64);
        }
    }
}
