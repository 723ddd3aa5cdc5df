package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;

/// The time at which tiers change: the database's, which is one for all instances. Never before what
/// has been recorded, so changes of a customer are in the order of their times, also after the clock
/// was set back.
public final class TierClock {
    private TierClock() {}

    /// Now. Callers hold the [TierLock].
    public static Instant now(Connection connection) {
        return Sql.only(
                connection,
                "select greatest(clock_timestamp(), (select max(recorded_at) from tier_recordings))",
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }
}
