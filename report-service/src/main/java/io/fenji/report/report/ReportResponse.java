package io.fenji.report.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.operation.Operation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A report as its reader sees it.
@RegisterForReflection
record ReportResponse(
        UUID id,
        String scheme,
        String language,
        String state,
        Operation.Progress progress,
        @Nullable String title,
        @Nullable LocalDate businessDate,
        @Nullable Links links,
        @Nullable JsonNode problem,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /// Addresses of the artefacts, relative to the service.
    @RegisterForReflection
    record Links(String html, String json) {
        static Links of(UUID id) {
            return new Links("/v1/reports/%s/html".formatted(id), "/v1/reports/%s/json".formatted(id));
        }
    }

    static ReportResponse of(StoredReport report, Operation operation) {
        return new ReportResponse(
                report.id(),
                report.scheme(),
                report.language(),
                operation.state().name(),
                operation.progress(),
                report.title(),
                report.businessDate(),
                report.title() == null ? null : Links.of(report.id()),
                operation.problem(),
                operation.createdAt(),
                operation.startedAt(),
                operation.finishedAt());
    }
}
