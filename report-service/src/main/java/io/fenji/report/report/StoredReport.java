package io.fenji.report.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A report's row without its artefacts; the title comes with them.
///
/// @param formats those it is there in
public record StoredReport(
        UUID id,
        String scheme,
        String language,
        @Nullable String title,
        @Nullable LocalDate businessDate,
        Instant createdAt,
        @Nullable UUID definition,
        @Nullable Instant slot,
        @Nullable Instant expiredAt,
        List<String> formats) {}
