package io.fenji.customer.metric;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The feed of changed vectors: each customer once, at the place of its latest change.
///
/// Numbers are given under one advisory lock that is held until the numbering transaction has ended, to rows that are
/// committed or that the same transaction writes. So every number that becomes visible is above all that were visible
/// before, and `feed_no > cursor` loses nothing. Readers publish before they read; no background work is needed.
@ApplicationScoped
public class MetricFeed {
    private static final long FEED_LOCK = 0x66656e6a_0002L;
    private static final int FETCH_SIZE = 1_000;

    /// What a page consists of.
    interface Page {
        void item(FeedRow row);

        void end(FeedCursor next, boolean more, LocalDate businessDate);
    }

    private final Database database;

    MetricFeed(Database database) {
        this.database = database;
    }

    static void lockPublishing(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, FEED_LOCK);
    }

    FeedCursor cursor(@Nullable String after) {
        return database.call(connection -> {
            FeedCursor cursor = FeedCursor.parse(after, FeedCursor.epoch(connection));
            cursor.requireWithin(Sql.only(connection, "select last_value from metric_feed_no", row -> row.getLong(1)));
            return cursor;
        });
    }

    /// Numbers what writers have left. Rows that a writer holds are skipped: it commits them as pending again.
    void publish() {
        boolean pending = database.call(connection -> Sql.only(
                connection,
                "select exists (select from customer_metrics where feed_no is null)",
                row -> row.getBoolean(1)));
        if (pending) {
            database.transaction(connection -> {
                lockPublishing(connection);
                return Sql.update(connection, """
                        update customer_metrics set feed_no = nextval('metric_feed_no')
                        where customer_id in (
                          select customer_id from customer_metrics where feed_no is null for update skip locked)""");
            });
        }
    }

    boolean hasItems(FeedCursor cursor) {
        publish();
        return database.call(connection -> Sql.only(
                connection,
                "select exists (select from customer_metrics where feed_no > ?)",
                row -> row.getBoolean(1),
                cursor.sequence()));
    }

    void read(FeedCursor cursor, int limit, Page page) {
        database.transaction(connection -> {
            // The trailer's date and the rows must be of one moment.
            Sql.execute(connection, "set transaction isolation level repeatable read");
            // One row more than asked for tells whether there is more; it is not sent.
            long[] last = {cursor.sequence()};
            int[] count = {0};
            LocalDate businessDate = MetricRefresh.businessDate(connection);
            Sql.each(
                    connection,
                    FETCH_SIZE,
                    """
                    select m.customer_id, m.vector::text, m.business_date, m.computed_at, m.feed_no,
                           c.kind, c.country, c.province, c.city, c.industry, c.size, c.channel, c.registered_on,
                           k.sources, k.keys
                    from (select * from customer_metrics where feed_no > ? order by feed_no limit ?) m
                    join customers c on c.id = m.customer_id
                    left join lateral (
                      select array_agg(source order by source, key) as sources, array_agg(key order by source, key) as keys
                      from customer_keys where customer_id = m.customer_id) k on true
                    order by m.feed_no""",
                    row -> {
                        if (count[0]++ < limit) {
                            last[0] = row.getLong(5);
                            page.item(FeedRow.of(row));
                        }
                    },
                    cursor.sequence(),
                    limit + 1);
            page.end(cursor.at(last[0]), count[0] > limit, businessDate);
            return count[0];
        });
    }
}
