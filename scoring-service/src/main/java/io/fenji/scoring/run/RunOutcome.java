package io.fenji.scoring.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.scoring.tier.InForce;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a run found and wrote.
///
/// @param ended whether nothing of the scheme is in force any more
record RunOutcome(
        InForce inForce,
        boolean ended,
        boolean caughtUp,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf,
        TierRun.Counts counts,
        JsonNode tiers) {}
