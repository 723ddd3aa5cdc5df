package io.fenji.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;

/// What happens before JAX-RS. Errors that never reach a resource (unknown path, body over the limit, bad request line)
/// are problems too.
@ApplicationScoped
class RequestGate {
    /// 200 ids as parameters need half of it. The server itself answers above `max-initial-line-length`, without a
    /// body.
    private static final int LONGEST_ADDRESS = 16_384;

    private final ObjectMapper json;
    private final BodyLimits limits;

    RequestGate(ObjectMapper json, BodyLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(request -> {
            request.response().putHeader("X-Request-Id", TraceId.of(request));
            request.response().putHeader("X-Content-Type-Options", "nosniff");
            if (request.request().uri().length() > LONGEST_ADDRESS) {
                answer(
                        request,
                        CommonProblem.URI_TOO_LONG,
                        "The address has %d characters; at most %d are accepted"
                                .formatted(request.request().uri().length(), LONGEST_ADDRESS));
                return;
            }
            if (request.request().uri().contains("%00")) {
                answer(request, CommonProblem.INVALID_PARAMETER, "The address holds U+0000, which no value may have");
                return;
            }
            String type = request.request().getHeader("Content-Type");
            if (type != null && !isMediaType(type)) {
                // Where one path answers in several types the framework would fail on it.
                answer(
                        request,
                        CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                        "The Content-Type is not a media type; send for example application/json");
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
            long limit = limits.of(request.request());
            long length = BodyLimits.contentLength(request);
            if (length > limit) {
                request.response().putHeader("Connection", "close");
                answer(
                        request,
                        CommonProblem.PAYLOAD_TOO_LARGE,
                        "The body has %d bytes; at most %d are accepted here".formatted(length, limit));
                return;
            }
            request.next();
        });
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> {
            switch (request.statusCode()) {
                case 400 -> answer(request, CommonProblem.INVALID_REQUEST, "The request cannot be read");
                case 413 ->
                    answer(request, CommonProblem.PAYLOAD_TOO_LARGE, "The body is larger than this service accepts");
                case 414 -> answer(request, CommonProblem.URI_TOO_LONG, "The address is too long");
                case 431 -> answer(request, CommonProblem.HEADERS_TOO_LARGE, "The headers are too long");
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

    private static boolean isMediaType(String text) {
        try {
            MediaType.valueOf(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
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
