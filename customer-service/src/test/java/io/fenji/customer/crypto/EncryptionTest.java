package io.fenji.customer.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.crypto.KeyRing;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncryptionTest {
    private static final byte[] CUSTOMER = "customer 1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "customer 2".getBytes(StandardCharsets.UTF_8);
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @Test
    void opensWhatItSealed() {
        Encryption encryption = with("old", Map.of("old", OLD));

        byte[] envelope = encryption.encrypt(CUSTOMER, "+8613812345678");

        assertThat(encryption.decrypt(CUSTOMER, envelope)).isEqualTo("+8613812345678");
        assertThat(new String(envelope, StandardCharsets.ISO_8859_1)).doesNotContain("138");
        assertThat(encryption.encrypt(CUSTOMER, "+8613812345678")).isNotEqualTo(envelope);
    }

    @Test
    void refusesAnEnvelopeInWhichAnyByteWasChanged() {
        Encryption encryption = with("old", Map.of("old", OLD, "olc", OLD));
        byte[] envelope = encryption.encrypt(CUSTOMER, "wang@example.com");

        for (int i = 0; i < envelope.length; i++) {
            byte[] changed = envelope.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> encryption.decrypt(CUSTOMER, changed))
                    .as("byte %d", i)
                    .isInstanceOf(EnvelopeException.class);
        }
        for (int length = 0; length < envelope.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(envelope, length);
            assertThatThrownBy(() -> encryption.decrypt(CUSTOMER, cut)).isInstanceOf(EnvelopeException.class);
        }
    }

    @Test
    void refusesAnEnvelopeOfAnotherCustomer() {
        Encryption encryption = with("old", Map.of("old", OLD));
        byte[] envelope = encryption.encrypt(CUSTOMER, "wang@example.com");

        assertThatThrownBy(() -> encryption.decrypt(OTHER, envelope))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageNotContaining("wang");
    }

    @Test
    void readsOldEnvelopesAfterAChangeOfKeysAndSealsUnderTheNewOne() {
        byte[] before = with("old", Map.of("old", OLD)).encrypt(CUSTOMER, "secret");
        Encryption both = with("new", Map.of("old", OLD, "new", NEW));
        Encryption later = with("new", Map.of("new", NEW));

        byte[] after = both.encrypt(CUSTOMER, both.decrypt(CUSTOMER, before));

        assertThat(after).startsWith(both.activeHead());
        assertThat(later.decrypt(CUSTOMER, after)).isEqualTo("secret");
        assertThatThrownBy(() -> later.decrypt(CUSTOMER, before)).hasMessageContaining("fenji.encryption.keys.old");
    }

    @Test
    void indexesEqualTextsOfAKindAlikeAndNothingElse() {
        Encryption encryption = with("old", Map.of("old", OLD));

        assertThat(encryption.blindIndex("PHONE", "1")).isEqualTo(encryption.blindIndex("PHONE", "1"));
        assertThat(encryption.blindIndex("PHONE", "1"))
                .isNotEqualTo(encryption.blindIndex("PHONE", "2"))
                .isNotEqualTo(encryption.blindIndex("WECHAT", "1"));
    }

    @Test
    void doesNotStartWithoutAnActiveKeyOrWithAShortOne() {
        assertThatThrownBy(() -> with(null, Map.of("old", OLD))).hasMessageContaining("fenji.encryption.active-key");
        assertThatThrownBy(() -> with("new", Map.of("old", OLD))).hasMessageContaining("fenji.encryption.active-key");
        assertThatThrownBy(() -> with("old", Map.of("old", "c2hvcnQ=")))
                .hasMessage("fenji.encryption.keys.old has 5 bytes, it must have 32");
    }

    @Test
    void readsTheRingFromTheEnvironment() {
        EncryptionSettings settings = new SmallRyeConfigBuilder()
                .withMapping(EncryptionSettings.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "FENJI_ENCRYPTION_ACTIVE_KEY", "local",
                                "FENJI_ENCRYPTION_KEYS_LOCAL", OLD,
                                "FENJI_ENCRYPTION_BLIND_INDEX_KEY", NEW),
                        300))
                .build()
                .getConfigMapping(EncryptionSettings.class);

        assertThat(new Encryption(settings).activeKey()).isEqualTo("local");
    }

    private static Encryption with(@org.jspecify.annotations.Nullable String active, Map<String, String> keys) {
        return new Encryption(new KeyRing(active, keys), new byte[32]);
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
