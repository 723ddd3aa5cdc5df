package io.fenji.customer.metric;

import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps customers' vectors current, always in the transaction of the change that made it necessary.
///
/// Two rules make incremental results equal those from scratch. A writer takes [#lockForWrite] first, which a refresh
/// of
/// the whole base excludes: nobody computes at an old date what the refresh has passed already. And it locks the
/// customers
/// it touches before it changes their rows, so that of two writers the second sees the first one's rows.
@ApplicationScoped
public class MetricRefresh {
    /// Advisory locks of this database are taken in this order: imports' merge, BASE, products, natural keys, rows,
    /// FEED.
    private static final long BASE_LOCK = 0x66656e6a_0001L;

    private final BaseCurrency baseCurrency;
    private final ZoneId zone;
    private final Signals signals;

    MetricRefresh(BaseCurrency baseCurrency, BusinessClock clock, Signals signals) {
        this.baseCurrency = baseCurrency;
        this.zone = clock.zone();
        this.signals = signals;
    }

    /// [#lockForWrite] for a caller that waits for the answer: a write that cannot have its rows within seconds,
    /// because
    /// an import or a refresh holds them, is told to come again instead of keeping a connection.
    public void lockForSingleWrite(Connection connection) {
        Sql.execute(connection, "set local lock_timeout = '3s'");
        lockForWrite(connection);
    }

    /// To be called first in every transaction that writes customers, products or customers' rows.
    public void lockForWrite(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock_shared(?)", row -> true, BASE_LOCK);
    }

    /// Keeps every writer out, for a short change of what all customers depend on; waits seconds for those at work.
    public void lockBase(Connection connection) {
        Sql.execute(connection, "set local lock_timeout = '3s'");
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, BASE_LOCK);
    }

    /// Puts the customers with a value of the custom field on the feed again: it carries the field now, or no more. For
    /// a transaction that has [#lockBase].
    public void showAgain(Connection connection, String customField) {
        Sql.update(connection, """
                update customer_metrics set feed_no = null
                where customer_id in (select id from customers where jsonb_exists(custom, ?))""", customField);
        Signals.raise(connection, MetricFeed.SIGNAL);
    }

    /// Tells the feed's followers that the customer is gone; for the transaction that deletes it.
    public void bury(Connection connection, UUID customerId) {
        Sql.update(
                connection, """
                insert into metric_tombstones (customer_id, business_date, deleted_at) values (?, ?, now())
                on conflict (customer_id) do update set
                  business_date = excluded.business_date, deleted_at = excluded.deleted_at, feed_no = null""", customerId, businessDate(connection));
        Signals.raise(connection, MetricFeed.SIGNAL);
    }

    /// Computes one customer anew; for a `@Transactional` method, whose commit wakes the feed's readers.
    public void refreshOne(Connection connection, UUID customerId) {
        if (run(connection, RefreshSql.ONE, customerId, businessDate(connection), false) > 0) {
            signals.raiseAfterCommit(MetricFeed.SIGNAL);
        }
    }

    /// Computes the customers of the temporary table `touched_customers (customer_id)` anew and numbers the changed
    /// ones
    /// for the feed; other publishers wait until the transaction ends.
    ///
    /// @return vectors that changed
    public long refreshTouched(Connection connection) {
        MetricFeed.lockPublishing(connection);
        return published(connection, run(connection, RefreshSql.TOUCHED, null, businessDate(connection), true));
    }

    /// Computes the whole base as of the date, which it stands at from then on.
    ///
    /// @param asked null for the date at which it stands
    /// @return vectors that changed
    long refreshAll(Connection connection, @Nullable LocalDate asked) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, BASE_LOCK);
        LocalDate businessDate = asked == null ? businessDate(connection) : asked;
        // Sorts and hashes of a whole base; PostgreSQL's standard 4 MB would spill them to disk.
        Sql.execute(connection, "set local work_mem = '128MB'");
        Sql.update(connection, "update metric_state set business_date = ?, refreshed_at = now()", businessDate);
        MetricFeed.lockPublishing(connection);
        return published(connection, run(connection, RefreshSql.WHOLE_BASE, null, businessDate, true));
    }

    private static long published(Connection connection, long changed) {
        if (changed > 0) {
            Signals.raise(connection, MetricFeed.SIGNAL);
        }
        return changed;
    }

    static LocalDate businessDate(Connection connection) {
        return Sql.only(connection, "select business_date from metric_state", row -> row.getObject(1, LocalDate.class));
    }

    private List<Instant> windowStarts(LocalDate businessDate) {
        return Arrays.stream(Window.values())
                .filter(window -> window != Window.LIFETIME)
                .map(window -> window.start(businessDate, zone))
                .toList();
    }

    private long run(
            Connection connection, String sql, @Nullable UUID customerId, LocalDate businessDate, boolean numbered) {
        List<Object> values = new ArrayList<>();
        if (customerId != null) {
            values.add(customerId);
        }
        Instant year = Window.D365.start(businessDate, zone);
        Instant end = Window.end(businessDate, zone);
        // Orders' buckets and categories.
        values.addAll(windowStarts(businessDate));
        values.addAll(List.of(end, year, end));
        // Interactions' buckets.
        values.addAll(windowStarts(businessDate));
        values.add(end);
        // Recent, unresolved and all feedback.
        values.addAll(List.of(year, end, end));
        values.addAll(List.of(zone.getId(), businessDate, baseCurrency.code()));
        // Recency, tenure, last interaction, and the rows' own.
        values.addAll(List.of(businessDate, businessDate, businessDate, businessDate, numbered));
        return Sql.update(connection, sql, values.toArray());
    }
}
