package io.fenji.kit.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Long work as its caller sees it: `result` after success, `problem` after failure.
@RegisterForReflection
public record Operation(
        UUID id,
        String kind,
        OperationState state,
        Progress progress,
        @Nullable JsonNode result,
        @Nullable JsonNode problem,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /// How far the work is: `done` of `total` units of the phase; `total` is absent while unknown.
    @RegisterForReflection
    public record Progress(
            @Nullable String phase, long done, @Nullable Long total) {}
}
