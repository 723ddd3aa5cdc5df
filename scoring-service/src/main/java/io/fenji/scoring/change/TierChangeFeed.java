package io.fenji.scoring.change;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// The feed of tier changes as a whole: how far it goes.
public final class TierChangeFeed {
    private TierChangeFeed() {}

    /// The number of the last change that this transaction sees.
    static long last(Connection connection) {
        return Sql.only(connection, "select last from tier_change_counter", row -> row.getLong(1));
    }

    /// Where to follow the feed from, after having read everything that this transaction sees.
    public static FeedCursor end(Connection connection) {
        return new FeedCursor(FeedCursor.epoch(connection), last(connection));
    }
}
