package io.fenji.customer.fact;

import com.fasterxml.jackson.databind.util.RawValue;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The feed of facts: a line a customer and a line a customer's month, each once, at the place of its latest change.
///
/// Writers mark customers ([FactMarks]); readers publish before they read. A portion at a time, under one advisory lock
/// that is held to the end of the transaction, the lines of marked customers are made and compared with those that were
/// published, and where they differ, stored with the next numbers: what a number stands for never changes. A writer
/// that is not through holds its customer's mark: such a
/// customer is passed over, and marked again when the writer commits.
@ApplicationScoped
public class FactFeed implements Feed {
    private static final int PORTION = 500;
    /// After which a reader hears that more is to come, though there is no item for it yet.
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int FETCH_SIZE = 500;

    /// The last line.
    @RegisterForReflection
    record End(boolean end, long count, String next, boolean more, String currency) {}

    private record State(boolean pending, boolean items) {}

    private enum Published {
        SOME,
        /// There is nothing, or writers hold it.
        NOTHING,
        /// Another reader is at it.
        BY_ANOTHER
    }

    private final Database database;
    private final BusinessClock clock;
    private final BaseCurrency currency;

    FactFeed(Database database, BusinessClock clock, BaseCurrency currency) {
        this.database = database;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public String signal() {
        return FactMarks.SIGNAL;
    }

    @Override
    public long last(Connection connection) {
        return Sql.only(connection, "select last_value from fact_feed_no", row -> row.getLong(1));
    }

    @Override
    public boolean hasItems(FeedPage page) {
        long sequence = page.from().sequence();
        long end = System.nanoTime() + LONGEST.toNanos();
        page.unfinished(false);
        State state = database.call(connection -> state(connection, sequence));
        while (state.pending() && !state.items()) {
            if (System.nanoTime() - end >= 0) {
                page.unfinished(true);
                return true;
            }
            Published published = database.transaction(this::publish);
            state = database.call(connection -> state(connection, sequence));
            if (published != Published.SOME) {
                page.unfinished(published == Published.BY_ANOTHER && state.pending());
                break;
            }
        }
        return state.items();
    }

    private static State state(Connection connection, long sequence) {
        return Sql.only(connection, """
                select exists (select from fact_customers where pending),
                       exists (select from fact_customers where feed_no > ?)
                         or exists (select from fact_months where feed_no > ?)""", row -> new State(row.getBoolean(1), row.getBoolean(2)), sequence, sequence);
    }

    /// Publishes a portion.
    private Published publish(Connection connection) {
        if (!AdvisoryLock.FACT_FEED.tryTake(connection)) {
            return Published.BY_ANOTHER;
        }
        List<UUID> taken = Sql.list(connection, FactSql.TAKE, row -> row.getObject(1, UUID.class), PORTION);
        if (taken.isEmpty()) {
            return Published.NOTHING;
        }
        UUID[] ids = taken.toArray(UUID[]::new);
        Sql.update(connection, FactSql.NUMBER_CUSTOMERS, ids, ids);
        Sql.update(connection, FactSql.NUMBER_MONTHS, clock.zone().getId(), ids, ids, ids);
        // For readers that did not wait for this one.
        Signals.raise(connection, FactMarks.SIGNAL);
        return Published.SOME;
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        long after = page.from().sequence();
        int wanted = page.wanted();
        Sql.eachWhile(
                connection,
                FETCH_SIZE,
                FactSql.READ,
                row -> page.offer(row.getLong(1), new RawValue(row.getString(2))),
                after,
                wanted,
                after,
                wanted,
                wanted);
        // What is still to be published follows; but on an empty page that is what writers hold, and waiting is due.
        boolean more =
                page.more() || (page.count() > 0 && state(connection, after).pending());
        return new End(true, page.count(), page.next(), more, currency.code());
    }
}
