package io.fenji.scoring.clock;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;

/// A question about the past.
///
/// @param asOf the moment at which something was in force
/// @param knownAt only what had been recorded by then counts
public record Clocks(Instant asOf, Instant knownAt) {

    /// SQL for the number of the last change that had been recorded by `?`; 0 before the first.
    public static final String LAST_KNOWN = """
            coalesce((select k.last_sequence from tier_recordings k where k.recorded_at <= ?
              order by k.recorded_at desc limit 1), 0)""";

    /// The number of the last change that was known.
    public long lastKnown(Connection connection) {
        return Sql.only(connection, "select " + LAST_KNOWN, row -> row.getLong(1), knownAt);
    }

    /// Until when evaluations of everyone may have confirmed what was in force.
    public Instant earlier() {
        return asOf.isBefore(knownAt) ? asOf : knownAt;
    }
}
