package io.fenji.scoring.segment.set;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.segment.Segment;
import io.fenji.engine.segment.SegmentSet;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.problem.ScoringProblem;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Segment sets as rows. Everything runs in the caller's transaction.
final class SegmentSetStore {
    private static final int MOST_SEGMENTS = 500;

    private SegmentSetStore() {}

    static Optional<SegmentSetRow> find(Connection connection, String key) {
        return Sql.first(
                connection,
                "select " + SegmentSetRow.COLUMNS + " from segment_sets where key = ?",
                SegmentSetRow::read,
                key);
    }

    /// The same, locked until the transaction ends.
    static Optional<SegmentSetRow> lock(Connection connection, String key) {
        return Sql.first(
                connection,
                "select " + SegmentSetRow.COLUMNS + " from segment_sets where key = ? for update",
                SegmentSetRow::read,
                key);
    }

    /// By key.
    ///
    /// @param after key of the last set of the page before
    static List<SegmentSetRow> page(Connection connection, @Nullable String after, int limit) {
        return Sql.list(
                connection,
                "select " + SegmentSetRow.COLUMNS + " from segment_sets where key > ? order by key limit ?",
                SegmentSetRow::read,
                after == null ? "" : after,
                limit);
    }

    static SegmentSetRow insert(Connection connection, SegmentSet set, String document, UUID operation, Instant now) {
        SegmentSetRow row = Sql.first(
                        connection,
                        """
                        insert into segment_sets (key, document, operation_id, created_at, updated_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing returning\s""" + SegmentSetRow.COLUMNS,
                        SegmentSetRow::read,
                        set.key(),
                        document,
                        operation,
                        now,
                        now)
                .orElseThrow(() -> ProblemException.at(
                        ScoringProblem.SEGMENT_SET_EXISTS,
                        "/key",
                        "SEGMENT_SET_EXISTS",
                        "There is a segment set '%s' already; replace it".formatted(set.key())));
        reserve(connection, set);
        return row;
    }

    static SegmentSetRow replace(Connection connection, SegmentSet set, String document, UUID operation, Instant now) {
        reserve(connection, set);
        return Sql.only(
                connection, """
                update segment_sets set document = ?, operation_id = ?, revision = revision + 1, updated_at = ?
                where key = ? returning\s""" + SegmentSetRow.COLUMNS, SegmentSetRow::read, document, operation, now, set.key());
    }

    static void operation(Connection connection, String key, UUID operation) {
        Sql.update(connection, "update segment_sets set operation_id = ? where key = ?", operation, key);
    }

    /// The segments go with it at once; customers are taken out of them by an operation.
    static void delete(Connection connection, String key) {
        Sql.update(connection, "delete from segment_sets where key = ?", key);
    }

    /// Puts the document that was read in force; what its scores take from the base stays as it was.
    static void adopt(Connection connection, SegmentSetRow row, SegmentSet set, Instant now) {
        Sql.update(
                connection,
                """
                update segment_sets set in_force_id = uuidv7(), in_force_revision = ?, in_force_document = ?, looks_at = ?,
                  evaluated_at = ?, calibration = coalesce(calibration, '') where key = ?""",
                row.revision(),
                row.document(),
                Scheme.reading(set.conditions()).schemes().toArray(String[]::new),
                now,
                row.key());
        String[] keys = keys(set);
        Sql.update(connection, "delete from segments where segment_set = ? and key <> all (?)", row.key(), keys);
        Sql.update(connection, """
                update segments s set position = k.position - 1
                from unnest(?::text[]) with ordinality as k (key, position)
                where s.segment_set = ? and s.key = k.key""", keys, row.key());
    }

    /// Sees to it that nobody else has or gets these keys.
    private static void reserve(Connection connection, SegmentSet set) {
        String[] keys = keys(set);
        Sql.update(connection, """
                insert into segments (segment_set, key) select ?, unnest(?::text[]) on conflict (key) do nothing""", set.key(), keys);
        List<String> others = Sql.list(
                connection,
                "select key from segments where key = any (?) and segment_set <> ?",
                row -> row.getString(1),
                keys,
                set.key());
        if (!others.isEmpty()) {
            int index = List.of(keys).indexOf(others.getFirst());
            throw ProblemException.at(
                    ScoringProblem.SEGMENT_EXISTS,
                    "/segments/%d/key".formatted(index),
                    "SEGMENT_EXISTS",
                    "Another set has a segment '%s'".formatted(others.getFirst()));
        }
        long count = Sql.only(connection, "select count(*) from segments", row -> row.getLong(1));
        if (count > MOST_SEGMENTS) {
            throw ProblemException.at(
                    ScoringProblem.SEGMENT_SET_INVALID,
                    "/segments",
                    "TOO_MANY_SEGMENTS",
                    "All sets together have at most %d segments".formatted(MOST_SEGMENTS));
        }
    }

    private static String[] keys(SegmentSet set) {
        return set.segments().stream().map(Segment::key).toArray(String[]::new);
    }
}
