package io.fenji.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Strict schemas of the kinds that `k8s/` uses: an unknown field is a violation, as is a missing or mistyped one.
final class KindSchemas {
    private static final String LOCATION = "https://schemas.test/kubernetes.json";

    private final JsonNode kinds;
    private final SchemaRegistry registry;

    KindSchemas() {
        try (InputStream in = KindSchemas.class.getResourceAsStream("/kubernetes/schemas.json")) {
            JsonNode document = new ObjectMapper().readTree(in);
            this.kinds = document.path("kinds");
            this.registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Map.of(LOCATION, document.toString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is wrong with a manifest, each with its place.
    List<String> violations(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asText() + "/"
                + manifest.path("kind").asText();
        String reference = kinds.path(kind).path("$ref").asText();
        if (reference.isEmpty()) {
            return List.of(kind + ": no schema of this kind; .ci/kubernetes/schemas.mjs makes them");
        }
        return registry
                .getSchema(SchemaLocation.of(LOCATION + reference))
                .validate(manifest.toString(), InputFormat.JSON)
                .stream()
                .map(error -> "%s %s%s: %s"
                        .formatted(kind, Manifests.nameOf(manifest), error.getInstanceLocation(), error.getMessage()))
                .toList();
    }
}
