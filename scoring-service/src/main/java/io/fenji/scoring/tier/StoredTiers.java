package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Scheme;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tiers that customers have had so far, as columns in the order of their metric table.
final class StoredTiers {
    /// A stay as it is stored, with the dates of [Stays].
    record Stay(@Nullable String tier, int since, int graceUntil, int reviewedOn) {}

    static final int NO_ROW = -1;

    final Words words = new Words();
    private int[] versions;
    private short[] tiers;
    private short[] outsides;
    private short[] heldTiers;
    private int[] heldSince;
    private int[] graceUntil;
    private int[] reviewedOn;
    private long[] scores;
    private int size;

    StoredTiers(int expectedRows) {
        int capacity = Math.max(1, expectedRows);
        versions = new int[capacity];
        tiers = new short[capacity];
        outsides = new short[capacity];
        heldTiers = new short[capacity];
        heldSince = new int[capacity];
        graceUntil = new int[capacity];
        reviewedOn = new int[capacity];
        scores = new long[capacity];
    }

    /// @param version [#NO_ROW] for a customer who was never evaluated
    void add(int version, @Nullable String tier, @Nullable String outside, long score, Stay stay) {
        if (size == versions.length) {
            int capacity = size * 2;
            versions = Arrays.copyOf(versions, capacity);
            tiers = Arrays.copyOf(tiers, capacity);
            outsides = Arrays.copyOf(outsides, capacity);
            heldTiers = Arrays.copyOf(heldTiers, capacity);
            heldSince = Arrays.copyOf(heldSince, capacity);
            graceUntil = Arrays.copyOf(graceUntil, capacity);
            reviewedOn = Arrays.copyOf(reviewedOn, capacity);
            scores = Arrays.copyOf(scores, capacity);
        }
        versions[size] = version;
        tiers[size] = words.code(tier);
        outsides[size] = words.code(outside);
        heldTiers[size] = words.code(stay.tier);
        heldSince[size] = stay.since;
        graceUntil[size] = stay.graceUntil;
        reviewedOn[size] = stay.reviewedOn;
        scores[size] = score;
        size++;
    }

    boolean isNew(int row) {
        return versions[row] == NO_ROW;
    }

    /// Number of changes so far.
    int changes(int row) {
        return Math.max(0, versions[row]);
    }

    short tier(int row) {
        return tiers[row];
    }

    /// Whether anything stored of the row is other than what was evaluated.
    ///
    /// @param held the evaluated held tier
    boolean differs(int row, short tier, short outside, short held, Evaluation evaluation) {
        return tiers[row] != tier
                || outsides[row] != outside
                || heldTiers[row] != held
                || scores[row] != evaluation.scaledScore(row)
                || heldSince[row] != evaluation.since(row)
                || graceUntil[row] != evaluation.graceUntil(row)
                || reviewedOn[row] != evaluation.reviewedOn(row);
    }

    void forgetReviews() {
        Arrays.fill(reviewedOn, Stays.NO_DATE);
    }

    /// As this version of the scheme sees them: who was in a tier that it does not have is in none.
    Stays stays(Scheme scheme) {
        short[] codes = new short[scheme.tiers().size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = words.code(scheme.tiers().get(i).key());
        }
        return new Stays() {
            @Override
            public int tier(int row) {
                short code = heldTiers[row];
                for (int i = 0; code != Words.NONE && i < codes.length; i++) {
                    if (codes[i] == code) {
                        return i;
                    }
                }
                return -1;
            }

            @Override
            public int since(int row) {
                return heldSince[row];
            }

            @Override
            public int graceUntil(int row) {
                return graceUntil[row];
            }

            @Override
            public int reviewedOn(int row) {
                return reviewedOn[row];
            }
        };
    }

    static long score(long scaled, boolean isNull) {
        return isNull ? Evaluation.NO_SCORE : scaled;
    }
}
