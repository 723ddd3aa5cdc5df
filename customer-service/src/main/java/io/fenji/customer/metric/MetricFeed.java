package io.fenji.customer.metric;

import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// The feed of changed vectors: each customer once, at the place of its latest change, or its tombstone
/// ([Tombstones]).
///
/// Numbers are given under one advisory lock that is held until the numbering transaction has ended, to rows that are
/// committed or that the same transaction writes. So every number that becomes visible is above all that were visible
/// before, and `feed_no > cursor` loses nothing. Readers publish before they read; no background work is needed.
@ApplicationScoped
public class MetricFeed implements Feed {
    /// Raised when vectors have changed, numbered already or not.
    static final String SIGNAL = "metric-feed";

    /// Rows that are read before it is known how many more the page takes.
    private static final int FIRST_PORTION = 500;
    private static final int MOST_AT_ONCE = 5_000;

    /// The ends of the indexes: whether there is any number above one might be asked of the whole table, by a plan that
    /// does not know the number.
    private static final String ITEMS = """
            coalesce(greatest((select max(feed_no) from customer_metrics), (select max(feed_no) from metric_tombstones)) > ?,
              false)""";

    /// The last line.
    @RegisterForReflection
    record End(boolean end, long count, String next, boolean more, LocalDate businessDate, List<String> dailyMetrics) {}

    private record State(boolean pending, boolean items) {}

    private final Database database;

    MetricFeed(Database database) {
        this.database = database;
    }

    static void lockPublishing(Connection connection) {
        AdvisoryLock.METRIC_FEED.take(connection);
    }

    @Override
    public String signal() {
        return SIGNAL;
    }

    @Override
    public long last(Connection connection) {
        return Sql.only(connection, "select last_value from metric_feed_no", row -> row.getLong(1));
    }

    @Override
    public boolean hasItems(FeedPage page) {
        long sequence = page.from().sequence();
        State state = state(sequence);
        return state.pending() ? publish(sequence) : state.items();
    }

    private State state(long sequence) {
        return database.call(connection ->
                Sql.only(connection, """
                select (select customer_id from customer_metrics where feed_no is null order by customer_id limit 1) is not null
                         or exists (select from metric_tombstones where feed_no is null),
                """ + ITEMS, row -> new State(row.getBoolean(1), row.getBoolean(2)), sequence));
    }

    /// Numbers what writers have left. Rows that a writer holds are skipped: it commits them as pending again.
    ///
    /// @return whether there are items above the number
    private boolean publish(long sequence) {
        return database.transaction(connection -> {
            Pipeline pipeline = new Pipeline(connection);
            AdvisoryLock.METRIC_FEED.take(pipeline);
            for (String table : List.of("customer_metrics", "metric_tombstones")) {
                pipeline.update("""
                        update %1$s set feed_no = nextval('metric_feed_no')
                        where customer_id in (
                          select customer_id from %1$s where feed_no is null for update skip locked)""".formatted(table));
            }
            List<Boolean> items = pipeline.list("select " + ITEMS, row -> row.getBoolean(1), sequence);
            pipeline.run();
            return items.getFirst();
        });
    }

    /// Puts a customer whose restriction has changed at the end of this feed and of that of facts.
    public static void showAgain(Connection connection, UUID customerId) {
        Sql.update(connection, "update customer_metrics set feed_no = null where customer_id = ?", customerId);
        Signals.raise(connection, SIGNAL);
        FactMarks.mark(connection, List.of(customerId));
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        MetricState state = MetricState.read(connection);
        // A page's rows are looked up: PostgreSQL's costs of hard disks would have it read the whole base for each
        // page.
        Sql.execute(connection, "set local random_page_cost = 1.1");
        FeedLines lines = new FeedLines(state);
        int portion = Math.min(page.wanted(), FIRST_PORTION);
        while (portion > 0 && !page.more()) {
            long before = page.count();
            read(connection, page, lines, portion);
            boolean end = page.count() - before < portion;
            portion = end ? 0 : Math.min(MOST_AT_ONCE, page.room(lines.length()));
        }
        return new End(true, page.count(), page.next(), page.more(), state.businessDate(), state.dailyKeys());
    }

    /// Puts the next items on the page, at most so many.
    private static void read(Connection connection, FeedPage page, FeedLines lines, int most) {
        Sql.eachCopied(
                connection,
                """
                copy (
                  select %1$s
                  from ((select customer_id, vector, own, business_date, computed_at, feed_no, null as reason,
                                null::uuid as merged_into
                         from customer_metrics where feed_no > %2$d order by feed_no limit %3$d)
                        union all
                        (select customer_id, null, null, business_date, deleted_at, feed_no, reason, merged_into
                         from metric_tombstones where feed_no > %2$d order by feed_no limit %3$d)
                        order by feed_no limit %3$d) m
                  left join customers c on c.id = m.customer_id
                  left join customer_restrictions s on s.customer_id = m.customer_id
                  order by m.feed_no) to stdout""".formatted(FeedLines.COLUMNS, page.reached(), most),
                FeedLines.COLUMN_COUNT,
                row -> page.offerLine(row.number(FeedLines.FEED_NO), lines.of(row)));
    }
}
