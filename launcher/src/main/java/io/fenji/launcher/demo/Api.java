package io.fenji.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A service's REST API as the demo needs it: JSON in and out, anything but success is a [Failure] that names the
/// request and the problem.
final class Api {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;

    private final String service;
    private final URI base;
    private final HttpClient http;
    private final Runnable health;

    /// An answer that is a success.
    ///
    /// @param location of what was made, else the request's own address
    record Answer(JsonNode body, URI location) {}

    /// The API at an address.
    ///
    /// @param health throws a better failure than "cannot be reached" if the service has died
    Api(String service, URI base, HttpClient http, Runnable health) {
        this.service = service;
        this.base = base;
        this.http = http;
        this.health = health;
    }

    URI address(String path) {
        return base.resolve(path);
    }

    JsonNode get(String path) {
        return get(address(path));
    }

    JsonNode get(URI address) {
        return send(HttpRequest.newBuilder(address).GET()).body();
    }

    /// Nothing if there is no such resource.
    Optional<JsonNode> find(String path) {
        HttpRequest request = request(HttpRequest.newBuilder(address(path)).GET());
        HttpResponse<String> response = await(request, http.sendAsync(request, text()));
        return response.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(answer(request, response).body());
    }

    Answer post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    Answer post(String path) {
        return send(HttpRequest.newBuilder(address(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /// Sends a file; the caller watches it going out by `body` and asks the future now and then.
    CompletableFuture<Answer> upload(String path, String type, String idempotencyKey, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", type)
                .header("Idempotency-Key", idempotencyKey)
                .POST(body)
                .build();
        return http.sendAsync(request, text()).handle((response, failure) -> {
            if (failure != null) {
                throw unreachable(request, failure);
            }
            return answer(request, response);
        });
    }

    /// The last line of an NDJSON answer.
    JsonNode trailer(String path) {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .timeout(PATIENCE)
                .header("Accept", "application/x-ndjson, application/problem+json")
                .build();
        HttpResponse<String> response = await(request, http.sendAsync(request, text()));
        requireSuccess(request, response);
        return parse(request, response.body().strip().lines().reduce("", (first, second) -> second));
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = request(builder);
        return answer(request, await(request, http.sendAsync(request, text())));
    }

    private static HttpRequest request(HttpRequest.Builder builder) {
        return builder.timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .build();
    }

    private HttpResponse<String> await(HttpRequest request, CompletableFuture<HttpResponse<String>> response) {
        try {
            return response.join();
        } catch (CompletionException failure) {
            throw unreachable(request, failure);
        }
    }

    private Answer answer(HttpRequest request, HttpResponse<String> response) {
        requireSuccess(request, response);
        URI location = response.headers()
                .firstValue("Location")
                .map(value -> request.uri().resolve(value))
                .orElse(request.uri());
        return new Answer(parse(request, response.body()), location);
    }

    private static void requireSuccess(HttpRequest request, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            String detail = detail(response.body());
            throw new Failure(
                    "request.refused",
                    request.method(),
                    request.uri(),
                    Integer.toString(response.statusCode()),
                    detail);
        }
    }

    private static String detail(String body) {
        try {
            return Problems.text(JSON.readTree(body));
        } catch (JsonProcessingException notJson) {
            return body.length() > 200 ? body.substring(0, 200) + "…" : body;
        }
    }

    private static JsonNode parse(HttpRequest request, String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new Failure(broken, "answer.broken", request.method(), request.uri(), broken.getOriginalMessage());
        }
    }

    private Failure unreachable(HttpRequest request, Throwable failure) {
        health.run();
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String reason = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return new Failure(failure, "service.unreachable", service, request.method(), request.uri(), reason);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
    }
}
