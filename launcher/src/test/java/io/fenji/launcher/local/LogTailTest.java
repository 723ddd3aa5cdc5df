package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path directory;

    @Test
    void findsTheLastRootCause() throws IOException {
        assertThat(cause("""
                2026-01-01 INFO  starting
                2026-01-01 ERROR [io.quarkus] Failed to start application
                \tat io.quarkus.Some
                Caused by: java.lang.IllegalStateException: no
                \tat io.quarkus.Other
                Caused by: java.net.BindException: Address already in use
                \t... 12 more
                """)).isEqualTo("java.net.BindException: Address already in use");
    }

    @Test
    void findsAnErrorWithoutCause() throws IOException {
        assertThat(cause("fine\nError: Unable to access jarfile x.jar\n"))
                .isEqualTo("Error: Unable to access jarfile x.jar");
    }

    @Test
    void takesTheLastLineElse() throws IOException {
        assertThat(cause("one\ntwo\n\n")).isEqualTo("two");
    }

    private String cause(String log) throws IOException {
        return LogTail.cause(Files.writeString(directory.resolve("log"), log));
    }
}
