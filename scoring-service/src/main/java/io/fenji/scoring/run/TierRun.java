package io.fenji.scoring.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An evaluation of the whole base as its caller sees it; what it found is there once it has succeeded.
///
/// @param caughtUp whether the metric feed was read to its end before
/// @param tiers customers in each tier, the highest first
@RegisterForReflection
public record TierRun(
        UUID id,
        String scheme,
        @Nullable Integer schemeVersion,
        @Nullable UUID calibrationId,
        OperationState state,
        Operation.Progress progress,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Boolean caughtUp,
        @Nullable Counts counts,
        @Nullable JsonNode tiers,
        @Nullable JsonNode problem) {

    /// Customers looked at, in the population, in some tier, and with another tier than before.
    @RegisterForReflection
    public record Counts(long customers, long inPopulation, long tiered, long changed) {}
}
