package io.fenji.report.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.operation.Operation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
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
        @Nullable Instant slot,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiredAt,
        @JsonIgnore int formats) {

    /// Addresses of the artefacts, relative to the service; one that is no longer there has none.
    @RegisterForReflection
    record Links(
            @Nullable String html,
            @Nullable String pdf,
            @Nullable String xlsx,
            @Nullable String csv,
            @Nullable String json) {
        static Links of(UUID id, Collection<String> formats) {
            return new Links(
                    link(id, formats, ArtefactFormat.HTML),
                    link(id, formats, ArtefactFormat.PDF),
                    link(id, formats, ArtefactFormat.XLSX),
                    link(id, formats, ArtefactFormat.CSV),
                    link(id, formats, ArtefactFormat.JSON));
        }

        private static @Nullable String link(UUID id, Collection<String> formats, ArtefactFormat format) {
            return formats.contains(format.key()) ? "/v1/reports/%s/%s".formatted(id, format.key()) : null;
        }
    }

    /// What its ETag tells: another one when it has ended, lost an artefact or expired.
    long revision() {
        return inProgress() ? 1 : expiredAt == null ? 2L + formats : 0;
    }

    boolean inProgress() {
        return state.equals("PENDING") || state.equals("RUNNING");
    }

    static ReportResponse of(StoredReport report, Operation operation) {
        return new ReportResponse(
                report.id(),
                report.scheme(),
                report.language(),
                report.expiredAt() == null ? operation.state().name() : "EXPIRED",
                operation.progress(),
                report.title(),
                report.businessDate(),
                report.title() == null || report.expiredAt() != null ? null : Links.of(report.id(), report.formats()),
                operation.problem(),
                report.slot(),
                operation.createdAt(),
                operation.startedAt(),
                operation.finishedAt(),
                report.expiredAt(),
                report.formats().size());
    }
}
