package io.fenji.kit.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id that a request has in answers and logs: its W3C trace id, or one of our own.
@ApplicationScoped
public class TraceId {
    static final String KEY = "fenji.trace-id";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final CurrentVertxRequest requests;

    TraceId(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    public String current() {
        @Nullable RoutingContext request = requests.getCurrent();
        return request == null ? random() : of(request);
    }

    static String of(RoutingContext request) {
        @Nullable String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        @Nullable String parent = request.request().getHeader("traceparent");
        Matcher matcher = TRACEPARENT.matcher(parent == null ? "" : parent);
        String id = matcher.matches() ? matcher.group(1) : random();
        request.put(KEY, id);
        return id;
    }

    public static String random() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
