package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.BinaryCopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.WorkTables;
import java.sql.Connection;
import java.time.LocalDate;

/// Writes what an evaluation changed, and only that: new rows and history by COPY, changed rows by one
/// set-based update. One history row a change. Runs in the caller's transaction, under the [TierLock].
public final class TierWriter {
    private enum Action {
        NOTHING,
        INSERT,
        UPDATE
    }

    /// Up to so many rows are updated by their keys.
    private static final int FEW = 1_000;

    private final Connection connection;
    private final Origin origin;
    private final LoadedCustomers customers;
    private final StoredTiers stored;
    private final Evaluation evaluation;
    private final Movement movement;
    private final Stays stays;
    private final short[] tierWords;
    private final short[] outsideWords;

    private TierWriter(
            Connection connection, Origin origin, Scheme scheme, LoadedCustomers customers, Evaluation evaluation) {
        this.connection = connection;
        this.origin = origin;
        this.customers = customers;
        this.stored = customers.stored();
        this.movement = scheme.movement();
        this.stays = stored.stays(scheme);
        this.evaluation = evaluation;
        tierWords = new short[scheme.tiers().size()];
        for (int i = 0; i < tierWords.length; i++) {
            tierWords[i] = stored.words.code(scheme.tiers().get(i).key());
        }
        Standing.Reason[] reasons = Standing.Reason.values();
        outsideWords = new short[reasons.length];
        for (int i = 0; i < reasons.length; i++) {
            outsideWords[i] = stored.words.code(Outside.of(reasons[i]));
        }
    }

    /// Writes what the evaluation changed.
    ///
    /// @return customers whose tier changed, with first and lost ones
    public static long write(
            Connection connection, Origin origin, Scheme scheme, LoadedCustomers customers, Evaluation evaluation) {
        return new TierWriter(connection, origin, scheme, customers, evaluation).write();
    }

    private long write() {
        long inserts = 0;
        long updates = 0;
        long changes = 0;
        for (int row = 0; row < evaluation.size(); row++) {
            switch (action(row)) {
                case NOTHING -> {}
                case INSERT -> inserts++;
                case UPDATE -> updates++;
            }
            changes += isChange(row) ? 1 : 0;
        }
        if (inserts > 0) {
            insert();
        }
        if (updates > 0) {
            update();
        }
        if (changes > 0) {
            recordHistory(ChangeNumbers.take(connection, changes));
        }
        return changes;
    }

    private void insert() {
        try (BinaryCopyIn copy = BinaryCopyIn.open(
                connection,
                "tiers",
                "customer_id",
                "version",
                "tier",
                "outside",
                "score",
                "held_tier",
                "held_since",
                "grace_until",
                "reviewed_on",
                "kept_tier",
                "since",
                "run_id",
                "scheme")) {
            for (int row = 0; row < evaluation.size(); row++) {
                if (action(row) == Action.INSERT) {
                    copyStanding(copy, row);
                    copy.time(origin.now())
                            .id(isChange(row) ? origin.runId() : null)
                            .text(scheme());
                }
            }
            copy.finish();
        }
    }

    private void update() {
        WorkTables.open(connection, "tier_updates", """
                customer_id uuid, version integer, tier text, outside text, score bigint, held_tier text, held_since date,
                grace_until date, reviewed_on date, kept_tier text, changed boolean""");
        long rows;
        try (BinaryCopyIn copy = BinaryCopyIn.open(
                connection,
                "tier_updates",
                "customer_id",
                "version",
                "tier",
                "outside",
                "score",
                "held_tier",
                "held_since",
                "grace_until",
                "reviewed_on",
                "kept_tier",
                "changed")) {
            for (int row = 0; row < evaluation.size(); row++) {
                if (action(row) == Action.UPDATE) {
                    copyStanding(copy, row);
                    copy.bool(isChange(row));
                }
            }
            rows = copy.finish();
        }
        WorkTables.filled(connection, "tier_updates", rows);
        long updated = rows > FEW ? updateMany() : updateFew();
        if (updated != rows) {
            throw new IllegalStateException("%d tiers to update, %d were there".formatted(rows, updated));
        }
    }

    private long updateMany() {
        return Sql.update(connection, """
                update tiers t set version = u.version, tier = u.tier, outside = u.outside, score = u.score,
                  held_tier = u.held_tier, held_since = u.held_since, grace_until = u.grace_until,
                  reviewed_on = u.reviewed_on, kept_tier = u.kept_tier,
                  since = case when u.changed then ? else t.since end,
                  run_id = case when u.changed then ? else t.run_id end
                from tier_updates u where t.customer_id = u.customer_id and t.scheme = ?""", origin.now(), origin.runId(), scheme());
    }

    /// Looks each row up by its key, whatever the planner thinks of the table: by statistics from before a run it would
    /// read the scheme's tiers of everyone.
    private long updateFew() {
        return Sql.only(connection, """
                with written as (
                  insert into tiers as t (customer_id, scheme, version, tier, outside, score, held_tier, held_since,
                    grace_until, reviewed_on, kept_tier, since, run_id)
                  select customer_id, ?, version, tier, outside, score, held_tier, held_since, grace_until, reviewed_on,
                    kept_tier, ?, ? from tier_updates
                  on conflict (customer_id, scheme) do update set version = excluded.version, tier = excluded.tier,
                    outside = excluded.outside, score = excluded.score, held_tier = excluded.held_tier,
                    held_since = excluded.held_since, grace_until = excluded.grace_until,
                    reviewed_on = excluded.reviewed_on, kept_tier = excluded.kept_tier,
                    since = case when t.tier is distinct from excluded.tier then excluded.since else t.since end,
                    run_id = case when t.tier is distinct from excluded.tier then excluded.run_id else t.run_id end
                  returning old.customer_id is not null as there)
                select count(*) filter (where there) from written""", row -> row.getLong(1), scheme(), origin.now(), origin.runId());
    }

    private void recordHistory(long lastNumber) {
        long sequence = lastNumber;
        LocalDate businessDate = origin.businessDate();
        int businessDay = businessDate == null ? Stays.NO_DATE : Math.toIntExact(businessDate.toEpochDay());
        try (BinaryCopyIn copy = BinaryCopyIn.open(
                connection,
                "tier_history",
                "customer_id",
                "version",
                "scheme",
                "sequence",
                "valid_from",
                "previous",
                "tier",
                "outside",
                "score",
                "held_tier",
                "held_since",
                "cause",
                "run_id",
                "scheme_version",
                "calibration_id",
                "business_date",
                "data_as_of")) {
            for (int row = 0; row < evaluation.size(); row++) {
                if (isChange(row)) {
                    sequence++;
                    customers
                            .copyId(copy.row(), row)
                            .integer(version(row))
                            .text(scheme())
                            .bigint(sequence)
                            .time(origin.now())
                            .text(stored.words.word(stored.tier(row)))
                            .text(stored.words.word(tier(row)))
                            .text(stored.words.word(outside(row)));
                    copyScore(copy, row);
                    copy.text(stored.words.word(heldTier(row)));
                    copyDate(copy, evaluation.since(row));
                    copy.text(cause(row))
                            .id(origin.runId())
                            .integer(origin.inForce().version().version())
                            .id(origin.inForce().calibrationId());
                    copyDate(copy, businessDay);
                    copy.time(origin.dataAsOf(customers.dataAsOf(row)));
                }
            }
            copy.finish();
        }
    }

    private void copyStanding(BinaryCopyIn copy, int row) {
        customers
                .copyId(copy.row(), row)
                .integer(version(row))
                .text(stored.words.word(tier(row)))
                .text(stored.words.word(outside(row)));
        copyScore(copy, row);
        copy.text(stored.words.word(heldTier(row)));
        copyDate(copy, evaluation.since(row));
        copyDate(copy, evaluation.graceUntil(row));
        copyDate(copy, evaluation.reviewedOn(row));
        copy.text(stored.words.word(keptTier(row)));
    }

    private static void copyDate(BinaryCopyIn copy, int day) {
        if (day == Stays.NO_DATE) {
            copy.nothing();
        } else {
            copy.date(day);
        }
    }

    private void copyScore(BinaryCopyIn copy, int row) {
        long score = evaluation.scaledScore(row);
        if (score == Evaluation.NO_SCORE) {
            copy.nothing();
        } else {
            copy.bigint(score);
        }
    }

    private Action action(int row) {
        if (stored.isNew(row)) {
            return Action.INSERT;
        }
        return stored.differs(row, tier(row), outside(row), heldTier(row), keptTier(row), evaluation)
                ? Action.UPDATE
                : Action.NOTHING;
    }

    private boolean isChange(int row) {
        return stored.tier(row) != tier(row);
    }

    private String cause(int row) {
        return isMovedByReview(row) ? "REVIEW" : origin.cause().name();
    }

    /// Whether a review was made and the move is one that waits for reviews, or the version waited for it.
    private boolean isMovedByReview(int row) {
        int before = stays.tier(row);
        int after = evaluation.heldTierCode(row);
        Movement.When at =
                after < before ? movement.upgrade().at() : movement.downgrade().at();
        boolean moved = before >= 0 && after >= 0 && after != before && at == Movement.When.REVIEW;
        boolean released = stays.keptTier(row) >= 0 && evaluation.keptTierCode(row) < 0;
        return (moved || released)
                && stays.reviewedOn(row) != Stays.NO_DATE
                && evaluation.reviewedOn(row) > stays.reviewedOn(row);
    }

    private int version(int row) {
        return stored.changes(row) + (isChange(row) ? 1 : 0);
    }

    private short tier(int row) {
        int code = evaluation.tierCode(row);
        return code < 0 ? Words.NONE : tierWords[code];
    }

    private short outside(int row) {
        int code = evaluation.tierCode(row);
        return code < 0 ? outsideWords[-1 - code] : Words.NONE;
    }

    private short heldTier(int row) {
        int code = evaluation.heldTierCode(row);
        return code < 0 ? Words.NONE : tierWords[code];
    }

    private short keptTier(int row) {
        int code = evaluation.keptTierCode(row);
        return code < 0 ? Words.NONE : tierWords[code];
    }

    private String scheme() {
        return origin.inForce().version().scheme();
    }
}
