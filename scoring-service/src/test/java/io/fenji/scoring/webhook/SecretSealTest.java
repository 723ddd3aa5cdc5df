package io.fenji.scoring.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretSealTest {
    private static final UUID WEBHOOK = UUID.randomUUID();
    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER =
            Base64.getEncoder().encodeToString("12345678901234567890123456789012".getBytes());

    private record Keys(Map<String, String> keys, Optional<String> activeKey) implements SecretConfig {}

    @Test
    void opensWhatItSealedAlsoAfterAChangeOfKeys() {
        byte[] sealed = seal(Map.of("a", ONE), "a").seal(WEBHOOK, "whsec_x");

        assertThat(seal(Map.of("a", ONE, "b", OTHER), "b").open(WEBHOOK, sealed))
                .isEqualTo("whsec_x");
        assertThat(seal(Map.of("a", ONE), "a").seal(WEBHOOK, "whsec_x")).isNotEqualTo(sealed);
    }

    @Test
    void doesNotOpenWhatBelongsElsewhereOrIsUnderALostKey() {
        byte[] sealed = seal(Map.of("a", ONE), "a").seal(WEBHOOK, "whsec_x");

        assertThatIllegalStateException()
                .isThrownBy(() -> seal(Map.of("a", ONE), "a").open(UUID.randomUUID(), sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> seal(Map.of("a", OTHER), "a").open(WEBHOOK, sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> seal(Map.of("b", OTHER), "b").open(WEBHOOK, sealed));
    }

    @Test
    void withoutKeysThereAreNoWebhooks() {
        SecretSeal none = new SecretSeal(new Keys(Map.of(), Optional.empty()));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> none.seal(WEBHOOK, "whsec_x"))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ScoringProblem.WEBHOOKS_NOT_SET_UP));
    }

    @Test
    void wrongKeysStopTheStart() {
        assertThatIllegalStateException().isThrownBy(() -> seal(Map.of("a", ONE), "b"));
        assertThatIllegalStateException().isThrownBy(() -> seal(Map.of("a", "c2hvcnQ="), "a"));
        assertThatIllegalStateException().isThrownBy(() -> seal(Map.of("a", "%%%"), "a"));
        assertThatIllegalStateException().isThrownBy(() -> seal(Map.of("A b", ONE), "A b"));
        assertThatIllegalStateException().isThrownBy(() -> seal(Map.of("a", "file:/no/such/file"), "a"));
    }

    private static SecretSeal seal(Map<String, String> keys, String active) {
        return new SecretSeal(new Keys(keys, Optional.of(active)));
    }
}
