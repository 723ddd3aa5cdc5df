package io.fenji.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How large a body may be. JSON is read into memory as a whole, so it has a limit of its own
/// (`fenji.http.longest-json`) below that of files, which are streamed (`quarkus.http.limits.max-body-size`).
@ApplicationScoped
class BodyLimits {
    private final long longestBody;
    private final long longestJson;

    BodyLimits(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize longestBody,
            @ConfigProperty(name = "fenji.http.longest-json", defaultValue = "5M") MemorySize longestJson) {
        this.longestBody = longestBody.asLongValue();
        this.longestJson = Math.min(longestJson.asLongValue(), this.longestBody);
    }

    /// The limit in bytes.
    long of(HttpServerRequest request) {
        return isJson(request) ? longestJson : longestBody;
    }

    /// What the request says of its length; 0 without a body.
    static long contentLength(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json") && !type.contains("ndjson");
    }
}
