package io.fenji.scoring.tier;

import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeFeed;
import java.sql.Connection;

/// Numbers tier changes without gaps. The counter's row stays locked until the transaction ends, so nobody sees a
/// number before all lower ones.
public final class ChangeNumbers {
    private ChangeNumbers() {}

    /// Takes the next numbers; the feed's readers hear of them with the commit.
    ///
    /// @return the last number before the taken ones
    public static long take(Connection connection, long count) {
        Signals.raise(connection, TierChangeFeed.SIGNAL);
        return Sql.only(
                        connection,
                        "update tier_change_counter set last = last + ? returning last",
                        row -> row.getLong(1),
                        count)
                - count;
    }
}
