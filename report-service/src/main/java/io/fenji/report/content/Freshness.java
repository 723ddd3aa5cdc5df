package io.fenji.report.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fresh the figures are. Times are those of the data, never of the report's making; notes say what could not be
/// reached.
public record Freshness(
        @Nullable LocalDate businessDate,
        @Nullable Instant metricsComputedAt,
        @Nullable Instant tiersComputedAt,
        @Nullable RunReference lastRun,
        List<String> notes) {}
