package io.fenji.engine.evaluation;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Stays that tests keep from one evaluation to the next.
final class StayColumns implements Stays {
    final int[] tiers;
    final int[] since;
    final int[] graceUntil;
    final int[] reviewedOn;
    final int[] kept;
    ExistingTiers existing = ExistingTiers.APPLY_NOW;

    StayColumns(int size) {
        tiers = filled(size, -1);
        since = filled(size, NO_DATE);
        graceUntil = filled(size, NO_DATE);
        reviewedOn = filled(size, NO_DATE);
        kept = filled(size, -1);
    }

    private static int[] filled(int size, int value) {
        int[] column = new int[size];
        Arrays.fill(column, value);
        return column;
    }

    /// Customers who have had tiers, nobody knows since when.
    static StayColumns in(int size, IntUnaryOperator tier) {
        StayColumns stays = new StayColumns(size);
        Arrays.setAll(stays.tiers, tier);
        return stays;
    }

    Situation on(LocalDate date, boolean reviews) {
        return new Situation(this, ManualTiers.NONE, date, reviews, existing);
    }

    /// When dates do not count.
    Situation now() {
        return on(LocalDate.EPOCH, false);
    }

    void keep(Evaluation evaluation) {
        for (int row = 0; row < evaluation.size(); row++) {
            keep(row, evaluation, row);
        }
    }

    void keep(int row, Evaluation evaluation, int evaluated) {
        tiers[row] = evaluation.heldTierCode(evaluated);
        since[row] = evaluation.since(evaluated);
        graceUntil[row] = evaluation.graceUntil(evaluated);
        reviewedOn[row] = evaluation.reviewedOn(evaluated);
        kept[row] = evaluation.keptTierCode(evaluated);
    }

    StayColumns copy() {
        StayColumns copy = new StayColumns(tiers.length);
        System.arraycopy(tiers, 0, copy.tiers, 0, tiers.length);
        System.arraycopy(since, 0, copy.since, 0, since.length);
        System.arraycopy(graceUntil, 0, copy.graceUntil, 0, graceUntil.length);
        System.arraycopy(reviewedOn, 0, copy.reviewedOn, 0, reviewedOn.length);
        System.arraycopy(kept, 0, copy.kept, 0, kept.length);
        copy.existing = existing;
        return copy;
    }

    @Override
    public int tier(int row) {
        return tiers[row];
    }

    @Override
    public int since(int row) {
        return since[row];
    }

    @Override
    public int graceUntil(int row) {
        return graceUntil[row];
    }

    @Override
    public int reviewedOn(int row) {
        return reviewedOn[row];
    }

    @Override
    public int keptTier(int row) {
        return kept[row];
    }
}
