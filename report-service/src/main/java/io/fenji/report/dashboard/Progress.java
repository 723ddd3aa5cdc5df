package io.fenji.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Running and latest work of all three services, newest first.
///
/// @param imports of customer-service, as it tells them
/// @param tierRuns of scoring-service, as it tells them
/// @param work of this service: reports
/// @param away services that could not be asked
@RegisterForReflection
record Progress(List<JsonNode> imports, List<JsonNode> tierRuns, List<Work> work, List<String> away) {

    @RegisterForReflection
    record Work(
            UUID id,
            String kind,
            String state,
            @Nullable String phase,
            long done,
            @Nullable Long total,
            Instant createdAt,
            @Nullable Instant finishedAt) {}
}
