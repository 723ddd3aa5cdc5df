package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactKeysTest {
    @TempDir
    private Path state;

    @Test
    void areMadeOnceAndKept() throws IOException {
        ContactKeys first = ContactKeys.of(state.resolve("keys"));
        String key = Files.readString(state.resolve("keys/contact-data.key"));
        ContactKeys second = ContactKeys.of(state.resolve("keys"));

        assertThat(first.made()).isTrue();
        assertThat(second.made()).isFalse();
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(Files.readString(state.resolve("keys/contact-data.key"))).isEqualTo(key);
        assertThat(Files.readString(state.resolve("keys/blind-index.key"))).isNotEqualTo(key);
        assertThat(second.environment())
                .containsEntry("FENJI_ENCRYPTION_KEYS_LOCAL", "file:" + state.resolve("keys/contact-data.key"));
    }
}
