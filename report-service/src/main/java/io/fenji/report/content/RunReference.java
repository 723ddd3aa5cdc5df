package io.fenji.report.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run of the scheme over the whole base.
public record RunReference(
        UUID id,
        @Nullable Integer schemeVersion,
        @Nullable LocalDate businessDate,
        @Nullable Instant finishedAt) {}
