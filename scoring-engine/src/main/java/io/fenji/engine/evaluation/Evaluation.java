package io.fenji.engine.evaluation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;

/// Tiers and scores of all rows of a table, as columns. Immutable once handed out.
public final class Evaluation {

    /// Marks a row without score in [#scaledScore(int)].
    public static final long NO_SCORE = Long.MIN_VALUE;

    private final Scheme scheme;
    private final byte[] tiers;
    private final byte[] cutTiers;
    private final long[] scores;

    Evaluation(Scheme scheme, int size) {
        this.scheme = scheme;
        this.tiers = new byte[size];
        this.cutTiers = new byte[size];
        this.scores = new long[size];
    }

    void put(int row, int tier, int cutTier, long score) {
        tiers[row] = (byte) tier;
        cutTiers[row] = (byte) cutTier;
        scores[row] = score;
    }

    public int size() {
        return tiers.length;
    }

    /// The tier after rules: its position in [Scheme#tiers()], or a [Standing.Reason#code()] below
    /// 0.
    public int tierCode(int row) {
        return tiers[row];
    }

    /// The tier that the cut gave before rules, coded as in [#tierCode(int)]; what hysteresis looks
    /// at next time.
    public int cutTierCode(int row) {
        return cutTiers[row];
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
