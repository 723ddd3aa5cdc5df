package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/// Sends files through customer-service's import API. The idempotency key comes from the content: a file that is in
/// already is not processed again.
final class Intake {
    private static final int ATTEMPTS = 20;

    private final Api customers;
    private final Operations operations;
    private final Console console;

    /// A file that is in.
    ///
    /// @param found whether it was in before: an earlier start of the demo had sent this very file, and that import
    /// had ended
    record Loaded(String type, Path file, JsonNode resource, boolean found) {}

    Intake(Api customers, Operations operations, Console console) {
        this.customers = customers;
        this.operations = operations;
        this.console = console;
    }

    /// Makes sure that there is a mapping of this name before a large file is sent in vain.
    ///
    /// @throws Failure that names those there are
    void requireMapping(String name) {
        if (customers.find("/v1/mappings/" + encode(name)).isEmpty()) {
            throw new Failure("mapping.missing", name, Problems.list(customers.get("/v1/mappings"), "name"));
        }
    }

    Loaded load(String type, String mapping, Path file, Phase phase) {
        String hash = hash(type + "\n" + mapping + "\n", file);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Api.Answer answer = send(type, mapping, file, "fenji-demo-" + hash + "-" + attempt, phase);
            boolean replayed =
                    Instant.parse(answer.body().path("createdAt").asText()).isBefore(asked);
            JsonNode end = operations.awaitEnd(customers, answer.location(), phase);
            // A replayed failure says nothing about this attempt: ask again under the next key.
            if (!replayed || Operations.state(end).equals("SUCCEEDED")) {
                JsonNode resource = operations.await(customers, answer.location(), phase);
                return new Loaded(type, file, resource, endedBefore(resource, asked));
            }
        }
        throw new Failure("import.gave.up", file, ATTEMPTS);
    }

    /// An import that was interrupted goes on when its service is back: then there was something to do.
    private static boolean endedBefore(JsonNode resource, Instant asked) {
        String end = resource.path("finishedAt").asText("");
        return !end.isEmpty() && Instant.parse(end).isBefore(asked);
    }

    private Api.Answer send(String type, String mapping, Path file, String key, Phase phase) {
        AtomicLong sent = new AtomicLong();
        long size = size(file);
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> new CountingStream(open(file), sent)),
                Math.max(1, size));
        String path = "/v1/imports?type=%s&mapping=%s&filename=%s"
                .formatted(type, encode(mapping), encode(String.valueOf(file.getFileName())));
        String mediaType = file.toString().endsWith(".gz") ? "application/gzip" : "text/csv";
        CompletableFuture<Api.Answer> answer = customers.upload(path, mediaType, key, body);
        while (!answer.isDone()) {
            phase.progress(console.messages().get("doing.upload"), sent.get() / 1024, size / 1024);
            operations.sleep();
        }
        try {
            return answer.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof Failure known ? known : failure;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    static String hash(String salt, Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.getMessageDigest().update(salt.getBytes(StandardCharsets.UTF_8));
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static Failure unreadable(Path file, IOException failure) {
        return new Failure(failure, "file.unreadable", file, String.valueOf(failure.getMessage()));
    }
}
