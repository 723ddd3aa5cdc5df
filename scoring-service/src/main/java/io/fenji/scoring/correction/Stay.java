package io.fenji.scoring.correction;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.history.Fact;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Where one customer stands between two days of an evaluation of the past, as [Stays] has it for many.
///
/// @param tier null for none
record Stay(@Nullable String tier, int since, int graceUntil, int reviewedOn) {
    static final Stay NONE = new Stay(null, Stays.NO_DATE, Stays.NO_DATE, Stays.NO_DATE);

    /// As it is recorded: without a grace that may be running, and reviews count from the next evaluation on.
    static Stay of(Fact fact, ZoneId zone) {
        @Nullable String tier = fact.heldTier() == null ? fact.tier() : fact.heldTier();
        if (tier == null) {
            return NONE;
        }
        @Nullable LocalDate recorded = fact.heldSince();
        LocalDate since = recorded == null ? LocalDate.ofInstant(fact.from(), zone) : recorded;
        return new Stay(tier, Math.toIntExact(since.toEpochDay()), Stays.NO_DATE, Stays.NO_DATE);
    }

    static Stay after(Evaluation evaluation, Scheme scheme) {
        int held = evaluation.heldTierCode(0);
        return new Stay(
                held < 0 ? null : scheme.tiers().get(held).key(),
                evaluation.since(0),
                evaluation.graceUntil(0),
                evaluation.reviewedOn(0));
    }

    Stay withoutReview() {
        return new Stay(tier, since, graceUntil, Stays.NO_DATE);
    }

    /// As this version of the scheme sees it.
    Stays of(Scheme scheme) {
        int held = tier == null ? -1 : scheme.tierIndex(tier);
        return new Stays() {
            @Override
            public int tier(int row) {
                return held;
            }

            @Override
            public int since(int row) {
                return since;
            }

            @Override
            public int graceUntil(int row) {
                return graceUntil;
            }

            @Override
            public int reviewedOn(int row) {
                return reviewedOn;
            }
        };
    }
}
