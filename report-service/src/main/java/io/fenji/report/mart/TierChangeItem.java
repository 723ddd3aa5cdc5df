package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the tier-change feed: a CloudEvent.
record TierChangeItem(
        UUID customerId,
        String scheme,
        long version,
        @Nullable Long schemeVersion,
        @Nullable String from,
        @Nullable String to,
        @Nullable BigDecimal score,
        @Nullable String businessDate,
        @Nullable UUID runId,
        Instant time) {
    static final String TYPE = "io.fenji.tier.changed";

    /// Reads a line.
    ///
    /// @throws RuntimeException when the line is not what the contract says
    static TierChangeItem of(JsonNode event) {
        JsonNode data = event.path("data");
        if (!data.path("scheme").isTextual() || !data.path("version").isIntegralNumber()) {
            throw new IllegalArgumentException("a tier change without scheme or version: " + event);
        }
        return new TierChangeItem(
                UUID.fromString(event.path("subject").asText()),
                data.get("scheme").textValue(),
                data.get("version").longValue(),
                data.path("schemeVersion").isIntegralNumber()
                        ? data.get("schemeVersion").longValue()
                        : null,
                text(data, "from"),
                text(data, "to"),
                data.path("score").isNumber() ? data.get("score").decimalValue() : null,
                text(data, "businessDate"),
                data.path("runId").isTextual()
                        ? UUID.fromString(data.get("runId").textValue())
                        : null,
                Instant.parse(event.path("time").asText()));
    }

    private static @Nullable String text(JsonNode data, String name) {
        return data.path(name).isTextual() ? data.get(name).textValue() : null;
    }
}
