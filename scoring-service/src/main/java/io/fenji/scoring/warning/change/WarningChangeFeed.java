package io.fenji.scoring.warning.change;

import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;

/// The feed of warnings, numbered as tier changes are: by the one transaction at a time that may make
/// them.
@ApplicationScoped
public class WarningChangeFeed implements Feed {
    private static final String SIGNAL = "warning-changes";
    private static final int FETCH = 2_000;

    /// The last line.
    @RegisterForReflection
    record Trailer(boolean end, long count, String next, boolean more) {}

    private final Database database;

    WarningChangeFeed(Database database) {
        this.database = database;
    }

    /// Takes the next numbers; the feed's readers hear of them with the commit.
    ///
    /// @return the last number before the taken ones
    public static long take(Connection connection, long count) {
        Signals.raise(connection, SIGNAL);
        return Sql.only(
                        connection,
                        "update warning_change_counter set last = last + ? returning last",
                        row -> row.getLong(1),
                        count)
                - count;
    }

    private static long lastNumber(Connection connection) {
        return Sql.only(connection, "select last from warning_change_counter", row -> row.getLong(1));
    }

    @Override
    public String signal() {
        return SIGNAL;
    }

    @Override
    public long last(Connection connection) {
        return lastNumber(connection);
    }

    @Override
    public boolean hasItems(FeedPage page) {
        return database.call(WarningChangeFeed::lastNumber) > page.from().sequence();
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        Sql.eachWhile(
                connection,
                FETCH,
                "select " + WarningChangeEvent.COLUMNS
                        + " from warning_changes where sequence > ? order by sequence limit ?",
                row -> page.offer(
                        row.getLong(1), WarningChangeEvent.from(page.from().epoch(), row)),
                page.from().sequence(),
                page.wanted());
        return new Trailer(true, page.count(), page.next(), page.more());
    }
}
