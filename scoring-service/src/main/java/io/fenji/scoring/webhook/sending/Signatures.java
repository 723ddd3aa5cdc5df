package io.fenji.scoring.webhook.sending;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Secrets and symmetric signatures of Standard Webhooks 1.0.0.
public final class Signatures {
    private static final String PREFIX = "whsec_";
    private static final int SECRET_LENGTH = 32;
    private static final String MAC = "HmacSHA256";

    private Signatures() {}

    public static String newSecret() {
        byte[] bytes = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /// The header `webhook-signature`: one signature a secret, separated by spaces.
    ///
    /// @param timestamp of the attempt, in seconds
    static String header(Message message, long timestamp) {
        byte[] head = "%s.%d.".formatted(message.id(), timestamp).getBytes(StandardCharsets.UTF_8);
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        return message.secrets().stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(sign(secret, head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] sign(String secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), MAC));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
