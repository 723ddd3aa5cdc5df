package io.fenji.customer.metric;

import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.feed.Feed;
import io.fenji.kit.feed.FeedPage;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    private static final int FETCH_SIZE = 1_000;

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
            for (String table : List.of("customer_metrics", "metric_tombstones")) {
                Sql.update(connection, """
                        update %1$s set feed_no = nextval('metric_feed_no')
                        where customer_id in (
                          select customer_id from %1$s where feed_no is null for update skip locked)""".formatted(table));
            }
            return true;
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
        Sql.eachWhile(
                connection,
                FETCH_SIZE,
                """
                select m.customer_id, m.vector::text, m.business_date, m.computed_at, m.feed_no,
                       k.sources, k.keys, f.fields, f.field_values,
                       c.kind, c.country, c.province, c.city, c.industry, c.size, c.channel, c.registered_on,
                       c.account_manager, c.risk_appetite, m.own::text,
                       case when s.customer_id is not null then 'RESTRICTED' else m.reason end as reason, m.merged_into
                from ((select customer_id, vector, own, business_date, computed_at, feed_no, null as reason,
                              null as merged_into
                       from customer_metrics where feed_no > ? order by feed_no limit ?)
                      union all
                      (select customer_id, null, null, business_date, deleted_at, feed_no, reason, merged_into
                       from metric_tombstones where feed_no > ? order by feed_no limit ?)
                      order by feed_no limit ?) m
                left join customers c on c.id = m.customer_id
                left join customer_restrictions s on s.customer_id = m.customer_id
                left join lateral (
                  select array_agg(source order by source, key) as sources, array_agg(key order by source, key) as keys
                  from customer_keys where customer_id = m.customer_id) k on true
                left join lateral (
                  select array_agg(v.key order by v.key) as fields, array_agg(v.value order by v.key) as field_values
                  from jsonb_each_text(c.custom) v join custom_fields d on d.key = v.key and d.analytic
                  where c.custom <> '{}') f on true
                order by m.feed_no""",
                row -> page.offer(row.getLong("feed_no"), item(row, state)),
                page.from().sequence(),
                page.wanted(),
                page.from().sequence(),
                page.wanted(),
                page.wanted());
        return new End(true, page.count(), page.next(), page.more(), state.businessDate(), state.dailyKeys());
    }

    private static Object item(ResultSet row, MetricState state) throws SQLException {
        @Nullable String gone = row.getString("reason");
        return gone == null ? FeedRow.of(row, state) : FeedTombstone.of(row, gone);
    }
}
