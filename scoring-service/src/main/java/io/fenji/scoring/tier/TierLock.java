package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// Whoever changes the metric copy or tiers holds this until the commit: the follower with a page, or a run. So a run
/// sees one state of the base, and neither overwrites what the other found.
public final class TierLock {
    private static final long KEY = 0x66656e6a69L;

    private TierLock() {}

    public static void take(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, KEY);
    }

    /// The same for a caller that waits for the answer: while a run has it for long, the caller is told to come again.
    public static void takeSoon(Connection connection) {
        Sql.execute(connection, "set local lock_timeout = '5s'");
        take(connection);
    }
}
