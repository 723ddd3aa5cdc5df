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

    @Test
    void anErrorThatWasSurvivedIsNotWhyTheServiceEnded() throws IOException {
        assertThat(last("""
                2026-01-01 10:00:00,000 ERROR [x] FATAL: terminating connection due to administrator command
                \tat io.quarkus.Some
                2026-01-01 12:00:00,000 INFO  [y] Import finished
                """)).isEmpty();
    }

    @Test
    void whatAServiceSaidLastIsWhyItEnded() throws IOException {
        assertThat(last("""
                2026-01-01 12:00:00,000 INFO  [y] Import finished
                Terminating due to java.lang.OutOfMemoryError: Java heap space
                """)).isEqualTo("Terminating due to java.lang.OutOfMemoryError: Java heap space");
    }

    private String last(String log) throws IOException {
        return LogTail.last(Files.writeString(directory.resolve("log"), log));
    }

    private String cause(String log) throws IOException {
        return LogTail.cause(Files.writeString(directory.resolve("log"), log));
    }
}
