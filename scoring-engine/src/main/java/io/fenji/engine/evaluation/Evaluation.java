package io.fenji.engine.evaluation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.weight.Weightings;
import org.jspecify.annotations.Nullable;

/// Tiers and scores of all rows of a table, as columns. Immutable once handed out.
public final class Evaluation {

    /// Marks a row without score in [#scaledScore(int)].
    public static final long NO_SCORE = Weightings.NO_SCORE;

    private final Scheme scheme;
    private final byte[] tiers;
    private final byte[] heldTiers;
    private final int[] since;
    private final long[] scores;
    private final int @Nullable [] graceUntil;
    private final int @Nullable [] reviewedOn;
    private final byte @Nullable [] keptTiers;

    Evaluation(Scheme scheme, int size, boolean keeps) {
        this.scheme = scheme;
        this.tiers = new byte[size];
        this.heldTiers = new byte[size];
        this.since = new int[size];
        this.scores = new long[size];
        boolean dated = scheme.followsTheCalendar();
        this.graceUntil = dated ? new int[size] : null;
        this.reviewedOn = dated ? new int[size] : null;
        this.keptTiers = keeps ? new byte[size] : null;
    }

    void put(int row, RowEvaluator of) {
        BoundMovement movement = of.movement();
        tiers[row] = (byte) of.tierCode();
        heldTiers[row] = (byte) movement.tier();
        since[row] = movement.since();
        scores[row] = of.score();
        if (graceUntil != null && reviewedOn != null) {
            graceUntil[row] = movement.graceUntil();
            reviewedOn[row] = movement.reviewedOn();
        }
        if (keptTiers != null) {
            keptTiers[row] = (byte) movement.kept();
        }
    }

    public int size() {
        return tiers.length;
    }

    /// The tier after rules: its position in [Scheme#tiers()], or a [Standing.Reason#code()] below
    /// 0.
    public int tierCode(int row) {
        return tiers[row];
    }

    /// The tier before the rules that come last, coded as in [#tierCode(int)]; with the dates below
    /// it is the customer's [stay][Stays] from now on.
    public int heldTierCode(int row) {
        return heldTiers[row];
    }

    /// When the customer entered the held tier, in days since 1970-01-01; [Stays#NO_DATE] without one.
    public int since(int row) {
        return since[row];
    }

    /// When a move down comes unless the customer recovers before, or [Stays#NO_DATE].
    public int graceUntil(int row) {
        return graceUntil == null ? Stays.NO_DATE : graceUntil[row];
    }

    /// The customer's last review, or the entry before the first; [Stays#NO_DATE] in a scheme without reviews.
    public int reviewedOn(int row) {
        return reviewedOn == null ? Stays.NO_DATE : reviewedOn[row];
    }

    /// The tier that is [kept][ExistingTiers] from before the version took effect, or below 0.
    public int keptTierCode(int row) {
        return keptTiers == null ? -1 : keptTiers[row];
    }

    /// The score in units of 0.0001, or [#NO_SCORE].
    public long scaledScore(int row) {
        return scores[row];
    }

    /// The same as a value.
    public Standing standing(int row) {
        return standing(scheme, tiers[row], scores[row]);
    }

    static Standing standing(Scheme scheme, int code, long scaledScore) {
        Score score = scaledScore == NO_SCORE ? new Score.Unscored() : new Score.Scored(Fixed.toDecimal(scaledScore));
        return code >= 0
                ? new Standing.Tiered(scheme.tiers().get(code).key(), score)
                : new Standing.Untiered(Standing.Reason.ofCode(code), score);
    }

    /// Customers per tier, in the order of [Scheme#tiers()].
    public long[] countByTier() {
        long[] counts = new long[scheme.tiers().size()];
        for (byte tier : tiers) {
            if (tier >= 0) {
                counts[tier]++;
            }
        }
        return counts;
    }

    /// Customers without tier for this reason.
    public long count(Standing.Reason reason) {
        long count = 0;
        for (byte tier : tiers) {
            if (tier == reason.code()) {
                count++;
            }
        }
        return count;
    }
}
