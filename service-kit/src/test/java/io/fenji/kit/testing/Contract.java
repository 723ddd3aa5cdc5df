package io.fenji.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// An OpenAPI 3.1 document as tests use it: which operation an address is, and whether a body fits.
public final class Contract {
    private static final String LOCATION = "https://contract.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final List<Template> templates = new ArrayList<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private record Template(String path, Pattern pattern, int literals) {}

    private Contract(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(LOCATION, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document.path("paths").fieldNames().forEachRemaining(path -> {
            String regex = Pattern.compile("\\{[^}]+}")
                    .splitAsStream(path)
                    .map(Pattern::quote)
                    .reduce((a, b) -> a + "[^/]+?" + b)
                    .orElseThrow();
            if (path.endsWith("}")) {
                regex += "[^/]+";
            }
            templates.add(new Template(
                    path,
                    Pattern.compile(regex),
                    path.replaceAll("\\{[^}]+}", "").length()));
        });
        templates.sort(Comparator.comparingInt(Template::literals).reversed());
    }

    /// The contract that the service under test ships.
    public static Contract ofThisService() {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/openapi.yaml")) {
            return new Contract(new ObjectMapper(new YAMLFactory()).readTree(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Another service's contract, from this repository.
    public static Contract of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Contract(new ObjectMapper(new YAMLFactory()).readTree(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// `METHOD /path/{template}` of every operation.
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    public Optional<String> templateOf(String path) {
        return templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .map(Template::path)
                .findFirst();
    }

    /// What is wrong with an answer; empty when it is as the contract says.
    public List<String> violations(String method, String path, int status, String contentType, String body) {
        Optional<String> template = templateOf(path);
        String mediaType =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        JsonNode operation = template.map(t -> document.path("paths").path(t).path(method.toLowerCase(Locale.ROOT)))
                .orElse(document.path("nowhere"));
        if (operation.isMissingNode()) {
            // Not an operation of ours: only a problem may answer.
            if (status < 400) {
                return List.of("%s %s is not in the contract but answers %d".formatted(method, path, status));
            }
            return check("/components/schemas/Problem", InputFormat.JSON, body);
        }
        String pointer =
                "/paths/" + escape(template.get()) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            return List.of("status %d is not in the contract of %s %s".formatted(status, method, template.get()));
        }
        if (response.has("$ref")) {
            pointer = response.get("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            return body == null || body.isEmpty()
                    ? List.of()
                    : List.of("the contract has no body for %d of %s %s".formatted(status, method, template.get()));
        }
        if (!content.has(mediaType)) {
            return List.of("media type '%s' is not in the contract of %s %s (%d)"
                    .formatted(mediaType, method, template.get(), status));
        }
        String schema = pointer + "/content/" + escape(mediaType) + "/schema";
        if (mediaType.endsWith("json")) {
            if (!mediaType.endsWith("x-ndjson")) {
                return check(schema, InputFormat.JSON, body);
            }
            // The schema of an NDJSON answer describes one line.
            return body.lines()
                    .flatMap(line -> check(schema, InputFormat.JSON, line).stream())
                    .toList();
        }
        return List.of();
    }

    /// What is wrong with a request body, e.g. a stub's or a sample's.
    public List<String> requestViolations(String method, String template, String body) {
        return check(
                "/paths/" + escape(template) + "/" + method.toLowerCase(Locale.ROOT)
                        + "/requestBody/content/application~1json/schema",
                InputFormat.JSON,
                body);
    }

    private List<String> check(String pointer, InputFormat format, String body) {
        Schema schema =
                schemas.computeIfAbsent(pointer, p -> registry.getSchema(SchemaLocation.of(LOCATION + "#" + p)));
        return schema.validate(body, format).stream()
                .map(Error::toString)
                .map(message -> message + " in " + (body.length() > 400 ? body.substring(0, 400) + "…" : body))
                .toList();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
