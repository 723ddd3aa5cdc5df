package io.fenji.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What happens before JAX-RS. Errors that never reach a resource (unknown path, body over the limit, bad request line)
/// are problems too.
@ApplicationScoped
class RequestGate {
    private final ObjectMapper json;
    private final long longestBody;
    private final long longestJson;

    RequestGate(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize longestBody,
            @ConfigProperty(name = "fenji.http.longest-json", defaultValue = "5M") MemorySize longestJson) {
        this.json = json;
        this.longestBody = longestBody.asLongValue();
        this.longestJson = longestJson.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(request -> {
            request.response().putHeader("X-Request-Id", TraceId.of(request));
            request.response().putHeader("X-Content-Type-Options", "nosniff");
            if (request.request().uri().contains("%00")) {
                answer(request, CommonProblem.INVALID_PARAMETER, "The address holds U+0000, which no value may have");
                return;
            }
            // `/x/{id}:verb` may come as `/x/{id}%3Averb`, which JAX-RS would not match.
            String path = Objects.requireNonNullElse(request.request().path(), "");
            String plain = path.replace("%3A", ":").replace("%3a", ":");
            if (!plain.equals(path)) {
                String query = request.request().query();
                request.reroute(query == null ? plain : plain + '?' + query);
                return;
            }
            // Quarkus would answer 413 without a body.
            long limit = isJson(request) ? Math.min(longestJson, longestBody) : longestBody;
            if (contentLength(request) > limit) {
                request.response().putHeader("Connection", "close");
                answer(
                        request,
                        CommonProblem.PAYLOAD_TOO_LARGE,
                        "The body has %d bytes; at most %d are accepted here".formatted(contentLength(request), limit));
                return;
            }
            request.next();
        });
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> {
            switch (request.statusCode()) {
                case 400 -> answer(request, CommonProblem.INVALID_REQUEST, "The request cannot be read");
                case 413 ->
                    answer(request, CommonProblem.PAYLOAD_TOO_LARGE, "The body is larger than this service accepts");
                case 414, 431 ->
                    answer(request, CommonProblem.HEADERS_TOO_LARGE, "The address or the headers are too long");
                default -> request.next();
            }
        });
        router.errorHandler(
                404,
                request -> answer(
                        request,
                        CommonProblem.NOT_FOUND,
                        "There is nothing at %s".formatted(request.normalizedPath())));
        router.errorHandler(
                405,
                request -> answer(
                        request,
                        CommonProblem.METHOD_NOT_ALLOWED,
                        "%s is not allowed at %s".formatted(request.request().method(), request.normalizedPath())));
    }

    private static boolean isJson(RoutingContext request) {
        String type = request.request().getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json") && !type.contains("ndjson");
    }

    private static long contentLength(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private void answer(RoutingContext request, CommonProblem type, String detail) {
        if (request.response().ended() || request.response().headWritten()) {
            return;
        }
        Problem problem = Problem.of(type, detail, List.of(), TraceId.of(request));
        try {
            request.response()
                    .setStatusCode(type.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
