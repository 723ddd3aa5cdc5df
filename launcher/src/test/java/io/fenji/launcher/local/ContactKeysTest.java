package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactKeysTest {
    @TempDir
    private Path state;

    @Test
    void areMadeOnceAndKept() throws IOException {
        ContactKeys first = ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));
        String key = Files.readString(state.resolve("keys/contact-data.key"));
        Files.createDirectory(state.resolve("postgres"));
        ContactKeys second = ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));

        assertThat(first.made()).isTrue();
        assertThat(second.made()).isFalse();
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(Files.readString(state.resolve("keys/contact-data.key"))).isEqualTo(key);
        assertThat(Files.readString(state.resolve("keys/blind-index.key"))).isNotEqualTo(key);
        assertThat(second.environment())
                .containsEntry("FENJI_ENCRYPTION_KEYS_LOCAL", "file:" + state.resolve("keys/contact-data.key"));
    }

    @Test
    void theKeyOfWebhooksIsMadeForAnOlderDatabaseToo() throws IOException {
        ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));
        Files.createDirectory(state.resolve("postgres"));
        Files.delete(state.resolve("keys/webhook-secrets.key"));

        ContactKeys keys = ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));

        assertThat(keys.made()).isFalse();
        assertThat(keys.webhookEnvironment())
                .containsEntry("FENJI_ENCRYPTION_KEYS_LOCAL", "file:" + state.resolve("keys/webhook-secrets.key"));
        assertThat(Base64.getDecoder().decode(Files.readString(state.resolve("keys/webhook-secrets.key"))))
                .hasSize(32);
    }

    @Test
    void areNotMadeAnewForADatabaseWhoseKeysAreLost() throws IOException {
        ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));
        Files.createDirectory(state.resolve("postgres"));
        Files.delete(state.resolve("keys/blind-index.key"));

        assertThatThrownBy(() -> ContactKeys.of(state.resolve("keys"), state.resolve("postgres")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("blind-index.key");
        assertThat(state.resolve("keys/blind-index.key")).doesNotExist();
    }

    @Test
    void areTheirOwnersOnly() throws IOException {
        ContactKeys.of(state.resolve("keys"), state.resolve("postgres"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("keys/contact-data.key"))))
                .isEqualTo("rw-------");
    }
}
