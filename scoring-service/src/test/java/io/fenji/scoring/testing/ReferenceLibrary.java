package io.fenji.scoring.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.scoring.testing.WebhookReceiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The reference library of Standard Webhooks (npm `standardwebhooks`), which judges signatures.
public final class ReferenceLibrary {
    public static final String OK = "ok";

    private ReferenceLibrary() {}

    public static String verdict(String secret, Received request) {
        return verdicts(secret, List.of(request)).getFirst();
    }

    /// What it says of each request: [#OK], or why not.
    public static List<String> verdicts(String secret, List<Received> requests) {
        try {
            ObjectMapper json = new ObjectMapper();
            StringBuilder lines = new StringBuilder();
            for (Received request : requests) {
                lines.append(json.writeValueAsString(
                                Map.of("secret", secret, "headers", request.headers(), "body", request.body())))
                        .append('\n');
            }
            Path input = Files.createTempFile("webhooks", ".ndjson");
            Path output = Files.createTempFile("verdicts", ".txt");
            try {
                Files.writeString(input, lines);
                Process library = new ProcessBuilder("bash", "../.ci/webhooks/verify.sh")
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (!library.waitFor(3, TimeUnit.MINUTES)) {
                    library.destroyForcibly();
                    throw new AssertionError("The reference library does not end");
                }
                List<String> verdicts = Files.readAllLines(output, StandardCharsets.UTF_8);
                if (library.exitValue() != 0 || verdicts.size() != requests.size()) {
                    throw new AssertionError("The reference library failed: " + verdicts);
                }
                return verdicts;
            } finally {
                Files.delete(input);
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
