package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Scheme;
import java.sql.Connection;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// The tiers that customers have had so far, as columns in the order of their metric table.
final class StoredTiers {
    static final int NO_ROW = -1;
    private static final int EPOCH_2000_DAYS = 10_957;

    final Words words;
    private final int[] versions;
    private final short[] tiers;
    private final short[] outsides;
    private final short[] heldTiers;
    private final short[] keptTiers;
    private final int[] heldSince;
    private final int[] graceUntil;
    private final int[] reviewedOn;
    private final long[] scores;
    /// What is kept from now on; stored is what was kept so far.
    private IntUnaryOperator kept;

    private StoredTiers(int size) {
        words = new Words();
        versions = filled(size, NO_ROW);
        tiers = none(size);
        outsides = none(size);
        heldTiers = none(size);
        keptTiers = none(size);
        kept = row -> keptTiers[row];
        heldSince = filled(size, Stays.NO_DATE);
        graceUntil = filled(size, Stays.NO_DATE);
        reviewedOn = filled(size, Stays.NO_DATE);
        scores = new long[size];
        Arrays.fill(scores, Evaluation.NO_SCORE);
    }

    private StoredTiers(StoredTiers of) {
        words = of.words;
        versions = of.versions;
        tiers = of.tiers;
        outsides = of.outsides;
        heldTiers = of.heldTiers;
        keptTiers = of.keptTiers;
        kept = of.kept;
        heldSince = of.heldSince;
        graceUntil = of.graceUntil;
        reviewedOn = of.reviewedOn.clone();
        scores = of.scores;
    }

    /// The same tiers; what is forgotten or kept of one does not concern the other.
    StoredTiers copy() {
        return new StoredTiers(this);
    }

    /// Loads the tiers of customers.
    static StoredTiers load(Connection connection, String scheme, CustomerScope scope, RowIndex customers) {
        StoredTiers stored = new StoredTiers(customers.size());
        String query = scope.tiers(
                "customer_id, version, tier, outside, score, held_tier, held_since, grace_until, reviewed_on, kept_tier",
                scheme);
        try (CopyOutReader rows = CopyOutReader.open(connection, query)) {
            while (rows.next()) {
                stored.set(customers.row(rows.id(), rows.rest()), rows);
            }
        }
        return stored;
    }

    /// Reads what follows the id, also of a customer who is not among the loaded ones.
    private void set(int row, CopyOutReader rows) {
        int version = rows.integer();
        short tier = words.code(rows.text());
        short outside = words.code(rows.text());
        long score = rows.number();
        boolean unscored = rows.wasNull();
        short held = words.code(rows.text());
        int since = date(rows);
        int grace = date(rows);
        int reviewed = date(rows);
        short keptTier = words.code(rows.text());
        if (row == RowIndex.NONE) {
            return;
        }
        versions[row] = version;
        tiers[row] = tier;
        outsides[row] = outside;
        scores[row] = unscored ? Evaluation.NO_SCORE : score;
        heldTiers[row] = held;
        heldSince[row] = since;
        graceUntil[row] = grace;
        reviewedOn[row] = reviewed;
        keptTiers[row] = keptTier;
    }

    /// A day since 1970, as [Stays] has it.
    private static int date(CopyOutReader rows) {
        int days = rows.integer();
        return rows.wasNull() ? Stays.NO_DATE : days + EPOCH_2000_DAYS;
    }

    private static int[] filled(int size, int value) {
        int[] filled = new int[size];
        Arrays.fill(filled, value);
        return filled;
    }

    private static short[] none(int size) {
        short[] none = new short[size];
        Arrays.fill(none, Words.NONE);
        return none;
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

    long score(int row) {
        return scores[row];
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
            codes[i] = words.find(scheme.tiers().get(i).key());
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
}
