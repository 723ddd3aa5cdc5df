package io.fenji.kit.feed;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a follower stands, stored beside its data. A page is applied in one transaction: [#lock], write the
/// data, [#store]. Two followers (replicas, or a catch-up beside the loop) may fetch the same page; only one
/// applies it.
public final class FollowerCursors {
    private FollowerCursors() {}

    /// The stored cursor, null before the first page.
    public static @Nullable String read(Connection connection, String feed) {
        Optional<String> cursor = Sql.first(
                connection,
                "select coalesce(cursor, '') from feed_followers where feed = ?",
                row -> row.getString(1),
                feed);
        return cursor.filter(text -> !text.isEmpty()).orElse(null);
    }

    /// Locks the follower until the transaction ends.
    ///
    /// @param fetchedFrom the cursor that the page was fetched with
    /// @return whether the page still is the next one; if not, somebody else applied it: drop it
    public static boolean lock(Connection connection, String feed, @Nullable String fetchedFrom) {
        Optional<String> stored = locked(connection, feed);
        if (stored.isEmpty()) {
            Sql.update(connection, "insert into feed_followers (feed) values (?) on conflict do nothing", feed);
            stored = locked(connection, feed);
        }
        return stored.orElseThrow().equals(Objects.requireNonNullElse(fetchedFrom, ""));
    }

    private static Optional<String> locked(Connection connection, String feed) {
        return Sql.first(
                connection,
                "select coalesce(cursor, '') from feed_followers where feed = ? for update",
                row -> row.getString(1),
                feed);
    }

    /// Moves the follower on.
    ///
    /// @param next the trailer's cursor; null starts again from the beginning
    public static void store(Connection connection, String feed, @Nullable String next) {
        Sql.update(connection, "update feed_followers set cursor = ?, updated_at = now() where feed = ?", next, feed);
    }
}
