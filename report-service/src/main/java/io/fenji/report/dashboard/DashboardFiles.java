package io.fenji.report.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// The dashboard's style and modules. They stand under an address that changes with their content, so that browsers
/// keep them for good and never mix two releases.
@ApplicationScoped
class DashboardFiles {
    /// The page's modules, in the order in which they are of use.
    static final List<String> MODULES = List.of(
            "app.js",
            "html.js",
            "page.js",
            "format.js",
            "api.js",
            "parts.js",
            "charts.js",
            "flows.js",
            "overview.js",
            "customers.js",
            "customer.js",
            "simulator.js",
            "scheme.js",
            "reports.js",
            "progress.js");

    private static final String LIBRARY = "lit-html.js";
    private static final Map<String, String> LIBRARIES =
            Map.of(LIBRARY, "META-INF/resources/_static/lit-html/3.3.3/lit-html.js");
    private static final String STYLE = "dashboard.css";

    private record File(String type, Buffer plain, Buffer packed) {}

    private final Map<String, File> files = new TreeMap<>();
    private final String root;

    DashboardFiles() {
        MessageDigest digest = sha256();
        files.put(STYLE, file("dashboard/" + STYLE, "text/css;charset=UTF-8"));
        LIBRARIES.forEach((name, path) -> files.put(name, file(path, "text/javascript;charset=UTF-8")));
        MODULES.forEach(name -> files.put(name, file("dashboard/" + name, "text/javascript;charset=UTF-8")));
        files.forEach((name, file) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(file.plain().getBytes());
        });
        root = "/dashboard/%s/".formatted(HexFormat.of().formatHex(digest.digest(), 0, 8));
    }

    void route(@Observes Router router) {
        router.get(root + ":file").handler(this::answer);
    }

    String style() {
        return root + STYLE;
    }

    String start() {
        return root + MODULES.getFirst();
    }

    /// Everything that the first view needs, to be fetched at once rather than one import after another.
    List<String> preloads() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> root + name)
                .toList();
    }

    private void answer(RoutingContext request) {
        File file = files.get(request.pathParam("file"));
        if (file == null) {
            request.next();
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.packed());
        } else {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .end(file.plain());
        }
    }

    private static File file(String resource, String type) {
        try (InputStream in = DashboardFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + resource);
            }
            byte[] plain = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(plain);
            }
            return new File(type, Buffer.buffer(plain), Buffer.buffer(packed.toByteArray()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
