package io.fenji.scoring.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.scoring.testing.ReferenceLibrary;
import io.fenji.scoring.testing.WebhookReceiver.Received;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String BODY = "{\"type\":\"io.fenji.tier.changed\",\"name\":\"黄金\"}";

    @Test
    void signsAsTheSpecificationsExample() {
        // The test vector of the reference libraries.
        Message message = new Message(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "{\"test\": 2432232314}",
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(Signatures.header(message, 1_614_265_330))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretIsWhatTheSpecificationAsksFor() {
        String secret = Signatures.newSecret();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(Signatures.newSecret()).isNotEqualTo(secret);
    }

    @Test
    void theReferenceLibraryAcceptsItAndNothingElse() {
        String current = Signatures.newSecret();
        String old = Signatures.newSecret();
        long now = System.currentTimeMillis() / 1000;
        Received signed = signed(now, List.of(current), BODY);
        Received rotating = signed(now, List.of(current, old), BODY);

        assertThat(ReferenceLibrary.verdicts(
                        current,
                        List.of(
                                signed,
                                rotating,
                                new Received(signed.headers(), BODY + " "),
                                new Received(signed(now, List.of(old), BODY).headers(), BODY),
                                signed(now - 600, List.of(current), BODY))))
                .containsExactly(
                        "ok",
                        "ok",
                        "No matching signature found",
                        "No matching signature found",
                        "Message timestamp too old");
        assertThat(ReferenceLibrary.verdict(old, rotating)).isEqualTo(ReferenceLibrary.OK);
    }

    private static Received signed(long timestamp, List<String> secrets, String body) {
        Message message = new Message("0198-7", body, secrets);
        return new Received(
                Map.of(
                        "webhook-id", message.id(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", Signatures.header(message, timestamp)),
                body);
    }
}
