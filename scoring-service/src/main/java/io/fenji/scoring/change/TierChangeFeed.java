package io.fenji.scoring.change;

import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.clock.Clocks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The feed of tier changes. Changes are numbered by the one transaction at a time that may make them, so what a
/// reader sees is always the whole beginning of the feed.
@ApplicationScoped
public class TierChangeFeed implements Feed {
    /// Raised when tiers have changed.
    public static final String SIGNAL = "tier-changes";

    private static final int FETCH = 2_000;

    /// The last line.
    @RegisterForReflection
    record Trailer(boolean end, long count, String next, boolean more) {}

    private final Database database;

    TierChangeFeed(Database database) {
        this.database = database;
    }

    /// Where to follow the feed from, after having read everything that this transaction sees.
    public static FeedCursor end(Connection connection) {
        return new FeedCursor(FeedCursor.epoch(connection), lastNumber(connection));
    }

    /// The events of these numbers that are there, in order.
    public static List<TierChangeEvent> events(Connection connection, UUID epoch, Collection<Long> sequences) {
        return Sql.list(
                connection,
                "select " + TierChangeEvent.COLUMNS + " from tier_history where sequence = any(?) order by sequence",
                row -> TierChangeEvent.from(epoch, row),
                Sql.array(connection, "bigint", sequences, Function.identity()));
    }

    /// The number of the last change that this transaction sees.
    private static long lastNumber(Connection connection) {
        return Sql.only(connection, "select last from tier_change_counter", row -> row.getLong(1));
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
        return database.call(TierChangeFeed::lastNumber) > page.from().sequence();
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        return read(connection, page, "");
    }

    private static Object read(Connection connection, FeedPage page, String filter, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(page.from().sequence());
        all.addAll(Arrays.asList(values));
        all.add(page.wanted());
        Sql.eachWhile(
                connection,
                FETCH,
                "select " + TierChangeEvent.COLUMNS + " from tier_history where sequence > ?" + filter
                        + " order by sequence limit ?",
                row -> page.offer(
                        row.getLong(1), TierChangeEvent.from(page.from().epoch(), row)),
                all.toArray());
        return new Trailer(true, page.count(), page.next(), page.more());
    }

    /// The feed as it had come by a moment, of events that bear on another: the last one of a customer and scheme says
    /// what was in force then.
    Feed at(Clocks clocks) {
        return new Past(clocks);
    }

    private record Past(Clocks clocks) implements Feed {
        @Override
        public String signal() {
            return SIGNAL;
        }

        @Override
        public long last(Connection connection) {
            return lastNumber(connection);
        }

        /// Waiting brings nothing.
        @Override
        public boolean hasItems(FeedPage page) {
            return true;
        }

        @Override
        public Object read(Connection connection, FeedPage page) {
            return TierChangeFeed.read(
                    connection,
                    page,
                    " and sequence <= " + Clocks.LAST_KNOWN
                            + " and valid_from <= ? and (valid_until is null or valid_until > ?)",
                    clocks.knownAt(),
                    clocks.asOf(),
                    clocks.asOf());
        }
    }
}
