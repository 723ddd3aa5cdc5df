package io.fenji.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// One service's API. Paths begin with `/v1`; headers come as name, value, name, value.
public final class Api {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Set<String> UNFINISHED = Set.of("PENDING", "RUNNING");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;

    public Api(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /// The body of a successful GET.
    public JsonNode json(String path) {
        return get(path).expect(200).json();
    }

    /// A POST without a body, as verbs (`…:activate`) are.
    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return sendJson("PUT", path, json, headers);
    }

    /// Uploads a file as it is, streamed.
    public Answer upload(String path, Path file, String... headers) {
        try {
            return upload(path, BodyPublishers.ofFile(file), headers);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer upload(String path, BodyPublisher body, String... headers) {
        return send("POST", path, body, with(headers, "Content-Type", "application/octet-stream"));
    }

    /// Starts long work (202) and waits for its end; returns the resource as it then stands, however it ended.
    public JsonNode finished(Answer accepted, Duration limit) {
        return finished(accepted.expect(202).location(), limit);
    }

    /// Waits for the end of long work; returns the resource as it then stands.
    ///
    /// @throws IllegalStateException when it is not finished within the limit
    public JsonNode finished(URI work, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode state = json(work.getRawPath());
            if (!UNFINISHED.contains(state.path("state").asText())) {
                return state;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(work + " did not finish within " + limit + ": " + state);
            }
            pause();
        }
    }

    /// As [#finished(Answer, Duration)], for work that must succeed.
    public JsonNode succeeded(Answer accepted, Duration limit) {
        JsonNode state = finished(accepted, limit);
        if (!state.path("state").asText().equals("SUCCEEDED")) {
            throw new IllegalStateException(accepted.request() + " ended so: " + state);
        }
        return state;
    }

    private Answer sendJson(String method, String path, String json, String... headers) {
        return send(method, path, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
    }

    private Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    method + " " + path, response.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base.resolve(path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }

    /// Adds the header unless the caller set it.
    private static String[] with(String[] headers, String name, String value) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return headers;
            }
        }
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting was interrupted", e);
        }
    }
}
