package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Scheme;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The tiers that customers have had so far, as columns in the order of their metric table.
final class StoredTiers {
    /// A stay as it is stored, with the dates of [Stays].
    record Stay(
            @Nullable String tier,
            int since,
            int graceUntil,
            int reviewedOn,
            @Nullable String kept) {}

    static final int NO_ROW = -1;

    final Words words = new Words();
    private int[] versions;
    private short[] tiers;
    private short[] outsides;
    private short[] heldTiers;
    private short[] keptTiers;
    private int[] heldSince;
    private int[] graceUntil;
    private int[] reviewedOn;
    private long[] scores;
    private int size;
    /// What is kept from now on; stored is what was kept so far.
    private IntUnaryOperator kept = row -> keptTiers[row];

    StoredTiers(int expectedRows) {
        int capacity = Math.max(1, expectedRows);
        versions = new int[capacity];
        tiers = new short[capacity];
        outsides = new short[capacity];
        heldTiers = new short[capacity];
        keptTiers = new short[capacity];
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
            keptTiers = Arrays.copyOf(keptTiers, capacity);
            heldSince = Arrays.copyOf(heldSince, capacity);
            graceUntil = Arrays.copyOf(graceUntil, capacity);
            reviewedOn = Arrays.copyOf(reviewedOn, capacity);
            scores = Arrays.copyOf(scores, capacity);
        }
        versions[size] = version;
        tiers[size] = words.code(tier);
        outsides[size] = words.code(outside);
        heldTiers[size] = words.code(stay.tier);
        keptTiers[size] = words.code(stay.kept);
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
    /// @param kept the evaluated tier that is kept
    boolean differs(int row, short tier, short outside, short held, short kept, Evaluation evaluation) {
        return tiers[row] != tier
                || outsides[row] != outside
                || heldTiers[row] != held
                || keptTiers[row] != kept
                || scores[row] != evaluation.scaledScore(row)
                || heldSince[row] != evaluation.since(row)
                || graceUntil[row] != evaluation.graceUntil(row)
                || reviewedOn[row] != evaluation.reviewedOn(row);
    }

    /// Keeps the tiers as they are, where somebody gave one that from before rules and override.
    void keepTiers(IntPredicate isGiven) {
        kept = row -> tiers[row] != Words.NONE && isGiven.test(row) ? heldTiers[row] : tiers[row];
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
                return index(heldTiers[row]);
            }

            @Override
            public int keptTier(int row) {
                return index((short) kept.applyAsInt(row));
            }

            private int index(short code) {
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
