package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.PreviousTiers;
import io.fenji.engine.scheme.Scheme;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tiers that customers have had so far, as columns in the order of their metric table.
final class StoredTiers {
    static final int NO_ROW = -1;

    final Words words = new Words();
    private int[] versions;
    private short[] tiers;
    private short[] outsides;
    private short[] cutTiers;
    private long[] scores;
    private int size;

    StoredTiers(int expectedRows) {
        int capacity = Math.max(1, expectedRows);
        versions = new int[capacity];
        tiers = new short[capacity];
        outsides = new short[capacity];
        cutTiers = new short[capacity];
        scores = new long[capacity];
    }

    /// @param version [#NO_ROW] for a customer who was never evaluated
    void add(int version, @Nullable String tier, @Nullable String outside, @Nullable String cutTier, long score) {
        if (size == versions.length) {
            int capacity = size * 2;
            versions = Arrays.copyOf(versions, capacity);
            tiers = Arrays.copyOf(tiers, capacity);
            outsides = Arrays.copyOf(outsides, capacity);
            cutTiers = Arrays.copyOf(cutTiers, capacity);
            scores = Arrays.copyOf(scores, capacity);
        }
        versions[size] = version;
        tiers[size] = words.code(tier);
        outsides[size] = words.code(outside);
        cutTiers[size] = words.code(cutTier);
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

    boolean differs(int row, short tier, short outside, short cutTier, long score) {
        return tiers[row] != tier || outsides[row] != outside || cutTiers[row] != cutTier || scores[row] != score;
    }

    /// What hysteresis looks at: the cut's tier as its position in this version of the scheme.
    PreviousTiers previous(Scheme scheme) {
        short[] codes = new short[scheme.tiers().size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = words.code(scheme.tiers().get(i).key());
        }
        return row -> {
            short code = cutTiers[row];
            for (int i = 0; code != Words.NONE && i < codes.length; i++) {
                if (codes[i] == code) {
                    return i;
                }
            }
            return -1;
        };
    }

    static long score(long scaled, boolean isNull) {
        return isNull ? Evaluation.NO_SCORE : scaled;
    }
}
