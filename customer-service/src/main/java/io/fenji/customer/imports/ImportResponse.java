package io.fenji.customer.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.landing.Outcome;
import io.fenji.customer.landing.RefusalTexts;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An import as its caller sees it: what was sent, and how its operation stands.
@RegisterForReflection
record ImportResponse(
        UUID id,
        String type,
        String mapping,
        @Nullable String filename,
        long bytes,
        boolean validateOnly,
        @Nullable FileFormat file,
        OperationState state,
        ImportProgress progress,
        Outcome.@Nullable Counts counts,
        @Nullable List<Outcome.RejectionCount> rejectedByCode,
        @Nullable List<Outcome.CleaningCount> cleanedByRule,
        @Nullable JsonNode problem,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static ImportResponse from(StoredImport stored, Operation operation, Instant now, RefusalTexts texts) {
        Outcome outcome = stored.outcome();
        return new ImportResponse(
                stored.id(),
                stored.type(),
                stored.mapping(),
                stored.filename(),
                stored.bytes(),
                stored.validateOnly(),
                stored.format(),
                operation.state(),
                ImportProgress.from(operation, now),
                outcome == null ? null : outcome.counts(),
                outcome == null
                        ? null
                        : outcome.rejectedByCode().stream()
                                .map(each -> each.in(texts))
                                .toList(),
                outcome == null ? null : outcome.cleanedByRule(),
                operation.problem(),
                operation.createdAt(),
                operation.startedAt(),
                operation.finishedAt());
    }
}
