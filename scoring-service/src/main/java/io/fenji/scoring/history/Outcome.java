package io.fenji.scoring.history;

import io.fenji.scoring.scheme.VersionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer's tier was, and what it comes from.
///
/// @param outside why there was no tier
/// @param score in units of 0.0001
public record Outcome(
        @Nullable String tier,
        @Nullable String outside,
        @Nullable Long score,
        @Nullable String heldTier,
        @Nullable LocalDate heldSince,
        VersionId version,
        @Nullable UUID calibrationId,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf) {}
