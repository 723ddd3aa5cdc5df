package io.fenji.scoring.webhook;

import io.fenji.kit.crypto.EnvelopeCipher;
import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.crypto.KeyRing;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Secrets as they are stored: envelopes that are bound to their webhook.
// Made at the start, so that wrong keys stop it.
@Startup
@ApplicationScoped
class SecretSeal {
    private final KeyRing ring;
    private final EnvelopeCipher cipher;

    SecretSeal(SecretConfig config) {
        ring = new KeyRing(config.activeKey().orElse(null), config.keys());
        cipher = new EnvelopeCipher(ring);
    }

    /// Seals a secret.
    ///
    /// @throws ProblemException 409 when there are no keys: secrets are not stored readable
    byte[] seal(UUID webhook, String secret) {
        if (ring.active().isEmpty()) {
            throw new ProblemException(
                    ScoringProblem.WEBHOOKS_NOT_SET_UP,
                    "The service has no key to keep secrets under: its operator sets fenji.encryption.keys.<id> and"
                            + " fenji.encryption.active-key");
        }
        return cipher.encrypt(binding(webhook), secret.getBytes(StandardCharsets.US_ASCII));
    }

    String open(UUID webhook, byte[] envelope) {
        try {
            return new String(cipher.decrypt(binding(webhook), envelope), StandardCharsets.US_ASCII);
        } catch (EnvelopeException closed) {
            throw new IllegalStateException("The secret of webhook %s cannot be opened".formatted(webhook), closed);
        }
    }

    private static byte[] binding(UUID webhook) {
        return webhook.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
