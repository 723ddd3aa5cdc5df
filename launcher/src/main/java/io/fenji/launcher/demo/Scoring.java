package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Phase;
import java.time.LocalDate;
import java.util.Optional;

/// Puts the preset in force and runs it, through scoring-service; moves the base's business date, through
/// customer-service.
final class Scoring {
    private final Api customers;
    private final Api scoring;
    private final Operations operations;

    Scoring(Api customers, Api scoring, Operations operations) {
        this.customers = customers;
        this.scoring = scoring;
        this.operations = operations;
    }

    /// The date that the base's metrics stand at.
    LocalDate businessDate() {
        return LocalDate.parse(customers
                .trailer("/v1/metric-feed?limit=1")
                .path("businessDate")
                .asText());
    }

    /// Recomputes the base as of the date, unless it stands there already.
    ///
    /// @return whether there was anything to do
    boolean moveTo(LocalDate date, Phase phase) {
        if (businessDate().equals(date)) {
            return false;
        }
        Api.Answer refresh = customers.post("/v1/metric-refreshes", object().put("businessDate", date.toString()));
        operations.await(customers, refresh.location(), phase);
        return true;
    }

    /// Makes sure that the scheme has an active version, from the preset of that key if there is no such scheme.
    ///
    /// @return whether it had one before
    boolean activate(String scheme) {
        Optional<JsonNode> existing = scoring.find("/v1/schemes/" + scheme);
        if (existing.isPresent() && existing.get().has("activeVersion")) {
            return true;
        }
        int version = 1;
        if (existing.isPresent()) {
            version = existing.get().path("versions").path(0).path("version").asInt(1);
        } else {
            JsonNode preset = scoring.find("/v1/presets/" + scheme)
                    .orElseThrow(() ->
                            new Failure("scheme.missing", scheme, Problems.list(scoring.get("/v1/presets"), "key")));
            scoring.post("/v1/schemes", preset.path("scheme"));
        }
        scoring.post("/v1/schemes/%s/versions/%d:activate".formatted(scheme, version));
        return false;
    }

    /// The newest run that succeeded as of the date.
    Optional<JsonNode> runAsOf(String scheme, LocalDate date) {
        for (JsonNode run :
                scoring.get("/v1/tier-runs?limit=200&scheme=" + scheme).path("items")) {
            if (Operations.state(run).equals("SUCCEEDED")
                    && run.path("businessDate").asText("").equals(date.toString())) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /// Calibrates and tiers everyone.
    JsonNode run(String scheme, Phase phase) {
        Api.Answer run =
                scoring.post("/v1/tier-runs", object().put("scheme", scheme).put("calibrate", true));
        return operations.await(scoring, run.location(), phase);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
