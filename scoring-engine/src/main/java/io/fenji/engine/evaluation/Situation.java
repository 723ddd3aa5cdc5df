package io.fenji.engine.evaluation;

import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import java.time.LocalDate;

/// What besides its metrics decides where a customer stands.
///
/// @param stays where the customers have stood so far
/// @param manualTiers tiers that people have given
/// @param businessDate what the metrics' days are counted to
/// @param reviews whether reviews that have become due are made, missed ones too; an evaluation of the whole base
///     makes them, that of a changed customer does not
/// @param existing what becomes of the [tiers that are kept][Stays#keptTier(int)]
public record Situation(
        Stays stays, ManualTiers manualTiers, LocalDate businessDate, boolean reviews, ExistingTiers existing) {

    /// Where no tier is kept.
    public Situation(Stays stays, ManualTiers manualTiers, LocalDate businessDate, boolean reviews) {
        this(stays, manualTiers, businessDate, reviews, ExistingTiers.APPLY_NOW);
    }

    /// Nobody has had a tier, and nothing depends on the date.
    public static final Situation NEW = new Situation(Stays.NONE, ManualTiers.NONE, LocalDate.EPOCH, false);

    /// As it is for one row, which is the only one from then on.
    Situation ofOnly(int row) {
        Stay stay = new Stay(
                stays.tier(row), stays.since(row), stays.graceUntil(row), stays.reviewedOn(row), stays.keptTier(row));
        ManualTier manual = manualTiers.at(row);
        return new Situation(stay, only -> manual, businessDate, reviews, existing);
    }

    /// The same with other manual tiers.
    public Situation with(ManualTiers others) {
        return new Situation(stays, others, businessDate, reviews, existing);
    }
}
