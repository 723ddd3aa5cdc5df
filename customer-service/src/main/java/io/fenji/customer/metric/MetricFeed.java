package io.fenji.customer.metric;

import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;

/// The feed of changed vectors: each customer once, at the place of its latest change, or of its end.
///
/// Numbers are given under one advisory lock that is held until the numbering transaction has ended, to rows that are
/// committed or that the same transaction writes. So every number that becomes visible is above all that were visible
/// before, and `feed_no > cursor` loses nothing. Readers publish before they read; no background work is needed.
@ApplicationScoped
public class MetricFeed implements Feed {
    /// Raised when vectors have changed, numbered already or not.
    static final String SIGNAL = "metric-feed";

    private static final long FEED_LOCK = 0x66656e6a_0002L;
    private static final int FETCH_SIZE = 1_000;

    /// The last line.
    @RegisterForReflection
    record End(boolean end, long count, String next, boolean more, LocalDate businessDate) {}

    private record State(boolean pending, boolean items) {}

    private final Database database;

    MetricFeed(Database database) {
        this.database = database;
    }

    static void lockPublishing(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, FEED_LOCK);
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
    public boolean hasItems(long sequence) {
        State state = state(sequence);
        if (state.pending()) {
            publish();
            return state(sequence).items();
        }
        return state.items();
    }

    private State state(long sequence) {
        return database.call(connection ->
                Sql.only(connection, """
                select exists (select from customer_metrics where feed_no is null)
                         or exists (select from metric_tombstones where feed_no is null),
                       exists (select from customer_metrics where feed_no > ?)
                         or exists (select from metric_tombstones where feed_no > ?)""", row -> new State(row.getBoolean(1), row.getBoolean(2)), sequence, sequence));
    }

    /// Numbers what writers have left. Rows that a writer holds are skipped: it commits them as pending again.
    private void publish() {
        database.transaction(connection -> {
            lockPublishing(connection);
            return number(connection, "customer_metrics") + number(connection, "metric_tombstones");
        });
    }

    private static long number(Connection connection, String table) {
        return Sql.update(connection, """
                update %1$s set feed_no = nextval('metric_feed_no')
                where customer_id in (
                  select customer_id from %1$s where feed_no is null for update skip locked)""".formatted(table));
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        LocalDate businessDate = MetricRefresh.businessDate(connection);
        Sql.eachWhile(
                connection,
                FETCH_SIZE,
                """
                select m.customer_id, m.vector::text, m.business_date, m.computed_at, m.feed_no, k.sources, k.keys,
                       f.fields, f.field_values,
                       c.kind, c.country, c.province, c.city, c.industry, c.size, c.channel, c.registered_on,
                       c.account_manager, c.risk_appetite
                from (
                  (select customer_id, vector, business_date, computed_at, feed_no
                   from customer_metrics where feed_no > ? order by feed_no limit ?)
                  union all
                  (select customer_id, null, business_date, deleted_at, feed_no
                   from metric_tombstones where feed_no > ? order by feed_no limit ?)
                  order by feed_no limit ?) m
                left join customers c on c.id = m.customer_id and m.vector is not null
                left join lateral (
                  select array_agg(source order by source, key) as sources, array_agg(key order by source, key) as keys
                  from customer_keys where customer_id = c.id) k on true
                left join lateral (
                  select array_agg(v.key order by v.key) as fields, array_agg(v.value order by v.key) as field_values
                  from jsonb_each_text(c.custom) v join custom_fields d on d.key = v.key and d.analytic
                  where c.custom <> '{}') f on true
                order by m.feed_no""",
                row -> page.offer(row.getLong(5), FeedRow.of(row)),
                page.from().sequence(),
                page.wanted(),
                page.from().sequence(),
                page.wanted(),
                page.wanted());
        return new End(true, page.count(), page.next(), page.more(), businessDate);
    }
}
