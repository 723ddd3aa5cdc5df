package io.fenji.scoring.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A warning as clients see it.
///
/// @param scheme whose tier is at risk, of that kind
/// @param firstSeen the business date on which the cause was first there
/// @param changedAt when it was opened, last changed its severity, or was resolved
/// @param businessDate what days are counted to
/// @param explanation by language tag
@RegisterForReflection
public record WarningResponse(
        UUID id,
        UUID customerId,
        String kind,
        @Nullable String scheme,
        String severity,
        State state,
        LocalDate firstSeen,
        Instant openedAt,
        Instant changedAt,
        @Nullable LocalDate resolvedOn,
        @Nullable Instant resolvedAt,
        @Nullable String resolution,
        @Nullable LocalDate businessDate,
        JsonNode facts,
        Map<String, String> explanation) {

    /// Whether the cause is still there.
    public enum State {
        OPEN,
        RESOLVED
    }
}
