package io.fenji.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Draws requests from a contract, with values that no caller should send.
final class MalformedRequests {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "NaN",
            "99999999999999999999",
            "a\0b",
            "\uFEFF",
            "é\u0301",
            "\uD83D\uDE00",
            "'; drop table customers; --",
            "%",
            "..",
            "a/b",
            "{\"a\":1}",
            "[1]",
            "2026-02-30",
            "0000-00-00",
            "+999999999-01-01T00:00:00Z",
            "2026-06-01T25:00:00Z",
            "x".repeat(5_000),
            "00000000-0000-0000-0000-000000000000",
            "demo",
            "客户",
            "\u202Eabc",
            "\\u0000",
            "1.5",
            "CNY",
            "XXX");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "}",
            "[]",
            "null",
            "\"text\"",
            "1",
            "{}",
            "{\"a\":",
            "[[[[[[[[",
            "{\"\\u0000\":1}",
            "\uFEFF{}",
            "{\"a\":1,\"a\":2}",
            "{\"items\":[null,1,{}]}",
            "[".repeat(3_000),
            "{\"a\":".repeat(3_000),
            "{\"number\":1e400000000}",
            "{\"text\":\"\\ud800\"}");
    private static final List<String> TYPES = List.of(
            "application/json",
            "text/plain",
            "application/octet-stream",
            "text/csv",
            "application/x-ndjson",
            "application/merge-patch+json",
            "multipart/form-data",
            "nonsense");

    private record Operation(String method, String path, JsonNode document) {}

    private final URI address;
    private final JsonNode contract;
    private final List<Operation> operations = new ArrayList<>();

    MalformedRequests(URI address, JsonNode contract) {
        this.address = address;
        this.contract = contract;
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry ->
                                operations.add(new Operation(entry.getKey(), path.getKey(), entry.getValue()))));
    }

    HttpRequest.Builder draw(Random random) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String path = operation.path();
        while (path.contains("{")) {
            path = path.replaceFirst(
                    "\\{[^}]*}",
                    encoded(random.nextInt(3) > 0 ? "demo" : text(random)).replace("$", ""));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path + query(operation, random)));
        headers(random, request);
        String method = random.nextInt(20) == 0
                ? List.of("GET", "PUT", "POST", "DELETE", "PATCH").get(random.nextInt(5))
                : operation.method().toUpperCase(Locale.ROOT);
        boolean takesBody = operation.document().has("requestBody");
        byte[] body = new byte[0];
        if (takesBody || random.nextInt(30) == 0) {
            body = body(operation, random);
            request.header("Content-Type", mediaType(operation, random));
        }
        return request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }

    private String query(Operation operation, Random random) {
        StringBuilder query = new StringBuilder();
        for (JsonNode named : operation.document().path("parameters")) {
            JsonNode parameter = resolved(named);
            boolean given = parameter.path("required").asBoolean() ? random.nextInt(10) > 0 : random.nextInt(4) == 0;
            if (parameter.path("in").asText().equals("query") && given) {
                String name = parameter.path("name").asText();
                // A sound wait is a long one.
                add(query, name, name.equals("wait") ? text(random) : value(parameter.path("schema"), random));
            }
        }
        if (random.nextInt(15) == 0) {
            add(query, text(random), text(random));
        }
        return query.toString();
    }

    private static void headers(Random random, HttpRequest.Builder request) {
        if (random.nextInt(3) == 0) {
            request.header(
                    "If-Match", List.of("*", "\"1\"", "W/\"1\"", "x", "\"\"").get(random.nextInt(5)));
        }
        if (random.nextInt(4) == 0) {
            request.header(
                    "Idempotency-Key",
                    List.of("k", "x".repeat(2_000), "é", "a b", "\"q\"").get(random.nextInt(5)));
        }
        if (random.nextInt(6) == 0) {
            request.header(
                    "Accept",
                    List.of("text/html", "*/*;q=x", "text/csv", "nonsense").get(random.nextInt(4)));
        }
    }

    /// Mostly one that the operation takes.
    private static String mediaType(Operation operation, Random random) {
        Iterator<String> types = operation.document().at("/requestBody/content").fieldNames();
        return types.hasNext() && random.nextInt(12) > 0 ? types.next() : TYPES.get(random.nextInt(TYPES.size()));
    }

    private byte[] body(Operation operation, Random random) {
        Iterator<Map.Entry<String, JsonNode>> contents =
                operation.document().at("/requestBody/content").properties().iterator();
        JsonNode schema = contents.hasNext() ? contents.next().getValue().path("schema") : contract.path("none");
        if (operation.path().startsWith("/v1/imports")) {
            return file(random);
        }
        return (random.nextInt(4) == 0 ? BODIES.get(random.nextInt(BODIES.size())) : json(schema, random, 0))
                .getBytes(UTF_8);
    }

    /// Something of the schema's shape with values that do not suit it.
    private String json(JsonNode named, Random random, int depth) {
        JsonNode schema = resolved(named);
        if (depth > 6 || random.nextInt(12) == 0) {
            return List.of("null", "[]", "{}", "-1", "true", "1e30", "0.000000000000000000001", quoted(text(random)))
                    .get(random.nextInt(8));
        }
        if (schema.has("properties")) {
            StringBuilder object = new StringBuilder("{");
            schema.path("properties").properties().forEach(property -> {
                if (random.nextInt(3) > 0) {
                    object.append(object.length() == 1 ? "" : ",")
                            .append(quoted(property.getKey()))
                            .append(':')
                            .append(json(property.getValue(), random, depth + 1));
                }
            });
            return object.append('}').toString();
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return json(
                        schema.path(choice)
                                .get(random.nextInt(schema.path(choice).size())),
                        random,
                        depth + 1);
            }
        }
        if (schema.has("items")) {
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(json(schema.path("items"), random, depth + 1));
            }
            return "[" + String.join(",", items) + "]";
        }
        String value = value(schema, random);
        boolean bare = random.nextInt(2) == 0 && value.matches("-?\\d{1,20}(\\.\\d+)?|true|false");
        return bare ? value : quoted(value);
    }

    /// A value of the schema as often as one that is none.
    private static String value(JsonNode schema, Random random) {
        if (random.nextBoolean()) {
            return text(random);
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asText();
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> "01970000-0000-7000-8000-00000000000" + random.nextInt(10);
            case "date" -> "2026-0" + (1 + random.nextInt(9)) + "-15";
            case "date-time" -> "2026-06-01T10:00:00Z";
            default -> schema.path("type").asText().equals("integer") ? Integer.toString(random.nextInt(50)) : "demo";
        };
    }

    private static byte[] file(Random random) {
        StringBuilder rows =
                new StringBuilder(random.nextInt(4) == 0 ? text(random) : "key,kind,name,country,province");
        for (int row = random.nextInt(30); row > 0; row--) {
            rows.append(random.nextInt(5) == 0 ? "\r" : "\n");
            for (int cell = random.nextInt(8); cell > 0; cell--) {
                rows.append(random.nextInt(6) == 0 ? "\"" : "")
                        .append(text(random))
                        .append(",;\t|".charAt(random.nextInt(4)));
            }
        }
        byte[] bytes = rows.toString().getBytes(random.nextInt(3) == 0 ? UTF_16 : UTF_8);
        if (random.nextInt(3) == 0) {
            bytes = gzip(bytes);
        } else if (random.nextInt(4) == 0) {
            System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, Math.min(4, bytes.length));
        }
        for (int damage = random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return new TextNode(text).toString();
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
