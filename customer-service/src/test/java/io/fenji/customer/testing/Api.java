package io.fenji.customer.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.testing.ContractFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/// The service as its clients use it; every answer is checked against the contract.
public final class Api {
    private static final ContractFilter CONTRACT = new ContractFilter();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private Api() {}

    public static RequestSpecification request() {
        return given().filter(CONTRACT).urlEncodingEnabled(true);
    }

    public static RequestSpecification json(String body) {
        return request().contentType("application/json").body(body);
    }

    /// A key that no other test has.
    public static String fresh(String prefix) {
        return prefix + NEXT.incrementAndGet();
    }

    public static JsonNode tree(Response response) {
        return tree(response.asString());
    }

    public static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Sends a file and waits for its import to end.
    public static JsonNode importFile(String type, String mapping, byte[] file) {
        Response accepted = request()
                .contentType("application/octet-stream")
                .queryParam("type", type)
                .queryParam("mapping", mapping)
                .body(file)
                .post("/v1/imports");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return await(accepted.header("Location"));
    }

    public static JsonNode importFile(String type, String mapping, String file) {
        return importFile(type, mapping, file.getBytes(StandardCharsets.UTF_8));
    }

    /// Asks until the operation or import has ended.
    public static JsonNode await(String location) {
        String path = location.replaceFirst("^https?://[^/]+", "");
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            JsonNode state = tree(request().get(path));
            if (!List.of("PENDING", "RUNNING").contains(state.path("state").asText())) {
                return state;
            }
            assertThat(System.nanoTime()).as("%s never ends: %s", path, state).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /// The metric feed's items from a cursor on, page after page, and its last end line.
    public static Feed feed(String after) {
        return feed("/v1/metric-feed", after);
    }

    /// A feed's items from a cursor on, page after page, and its last end line.
    public static Feed feed(String path, String after) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = after;
        while (true) {
            RequestSpecification request = request().queryParam("limit", 5_000);
            if (cursor != null) {
                request.queryParam("after", cursor);
            }
            List<String> lines = request.get(path).asString().lines().toList();
            lines.subList(0, lines.size() - 1).forEach(line -> items.add(tree(line)));
            JsonNode end = tree(lines.getLast());
            assertThat(end.path("end").asBoolean()).isTrue();
            assertThat(end.path("count").asInt()).isEqualTo(lines.size() - 1);
            cursor = end.path("next").asText();
            if (!end.path("more").asBoolean()) {
                return new Feed(items, end);
            }
        }
    }

    /// What a follower has read.
    public record Feed(List<JsonNode> items, JsonNode end) {
        public String next() {
            return end.path("next").asText();
        }
    }
}
