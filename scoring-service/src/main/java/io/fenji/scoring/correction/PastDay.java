package io.fenji.scoring.correction;

import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.value.DerivedMetrics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A day that is to be evaluated again, with what was in force at its end.
///
/// @param from its first moment, and `until` the next day's
/// @param recorded null where nothing is
/// @param derived by the models in force then
record PastDay(
        LocalDate date,
        Instant from,
        Instant until,
        @Nullable Fact recorded,
        InForce inForce,
        Scheme scheme,
        Evaluator evaluator,
        DerivedMetrics derived,
        @Nullable ManualTier manual,
        Stay recordedStay,
        Use use) {

    /// What a day's evaluation is for.
    enum Use {
        /// Finds out what goes with the recorded tier, such as a grace that is running.
        APPROACH,
        /// Must come to what is recorded: otherwise not enough is known of that time.
        PROOF,
        /// Shows what should have been in force.
        CORRECTION
    }

    /// The moment whose record counts for the day.
    Instant end() {
        return until.minus(1, ChronoUnit.MICROS);
    }

    PastDay as(Use other) {
        return new PastDay(
                date, from, until, recorded, inForce, scheme, evaluator, derived, manual, recordedStay, other);
    }

    @Nullable
    String recordedTier() {
        return recorded == null ? null : recorded.tier();
    }
}
