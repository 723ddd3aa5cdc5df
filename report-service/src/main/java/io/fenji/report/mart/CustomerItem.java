package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the metric feed.
///
/// @param mayComeBack of a deleted one: it was merged or is restricted, which may be undone
/// @param erased of a deleted one: nothing may be kept
/// @param attributes absent ones are missing nodes; a deleted customer has none
record CustomerItem(
        UUID customerId,
        boolean deleted,
        boolean mayComeBack,
        boolean erased,
        String keys,
        JsonNode attributes,
        String metrics,
        LocalDate businessDate,
        Instant computedAt) {

    private static final Set<String> MAY_COME_BACK = Set.of("MERGED", "RESTRICTED");

    /// Reads a line.
    ///
    /// @throws RuntimeException when the line is not what the contract says
    static CustomerItem of(JsonNode line) {
        return new CustomerItem(
                UUID.fromString(line.path("customerId").asText()),
                line.path("deleted").asBoolean(false),
                MAY_COME_BACK.contains(line.path("reason").asText("")),
                line.path("reason").asText("").equals("ERASED"),
                line.path("keys").isArray() ? line.get("keys").toString() : "[]",
                line.path("attributes"),
                line.path("metrics").isObject() ? line.get("metrics").toString() : "{}",
                LocalDate.parse(line.path("businessDate").asText()),
                Instant.parse(line.path("computedAt").asText()));
    }

    @Nullable
    String attribute(String name) {
        String value = attributes.path(name).asText("");
        return value.isBlank() ? null : value;
    }
}
