package io.fenji.customer.metric;

import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.purchase.PurchaseDays;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.Plans;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Keeps customers' vectors current, always in the transaction of the change that made it necessary.
///
/// Two rules make incremental results equal those from scratch. A writer takes [#lockForWrite] first, which
/// a refresh of the whole base excludes: nobody computes at an old date what the refresh has passed
/// already. And it locks the customers it touches before it changes their rows, so that of two writers the
/// second sees the first one's rows.
@ApplicationScoped
public class MetricRefresh {
    /// What a computation did: at which date, for how many customers, and how many vectors changed.
    record Outcome(LocalDate businessDate, long customers, long changed) {}

    /// What a write of [#tryLockForWrite] stands on.
    public static final class Footing {
        private boolean held;
        private @Nullable MetricState state;

        private Footing() {}

        /// Whether the locks were had.
        public boolean isHeld() {
            return held;
        }
    }

    /// Up to so many touched customers are computed by the statement whose plan is at hand.
    private static final int FEW = 2_000;

    private final BaseCurrency baseCurrency;
    private final ZoneId zone;
    private final Signals signals;
    private final OwnMetrics own;
    private final SliceWorkers slices;

    MetricRefresh(
            BaseCurrency baseCurrency, BusinessClock clock, Signals signals, OwnMetrics own, SliceWorkers slices) {
        this.baseCurrency = baseCurrency;
        this.zone = clock.zone();
        this.signals = signals;
        this.own = own;
        this.slices = slices;
    }

    /// [#lockForWrite] for a caller that waits for the answer: a write that cannot have its rows within
    /// seconds, because an import or a refresh holds them, is told to come again instead of keeping a
    /// connection.
    public void lockForSingleWrite(Connection connection) {
        // From left to right: the time limit holds for the lock already.
        Sql.first(
                connection,
                "select set_config('lock_timeout', '3s', true), pg_advisory_xact_lock_shared(?)",
                row -> true,
                AdvisoryLock.BASE.number());
    }

    /// [#lockForWrite], and the lock on products for orders, for a caller who can do without: nothing in this
    /// transaction waits long for another.
    ///
    /// @return whether the locks could be had at once, and what a refresh needs; once the pipeline has run
    public Footing tryLockForWrite(Pipeline pipeline) {
        Footing footing = new Footing();
        pipeline.each(
                """
                select pg_try_advisory_xact_lock_shared(?) and pg_try_advisory_xact_lock_shared(?),
                       set_config('lock_timeout', '100ms', true),
                """ + Plans.ONCE,
                row -> footing.held = row.getBoolean(1),
                AdvisoryLock.BASE.number(),
                AdvisoryLock.PRODUCTS.number());
        pipeline.each(MetricState.SELECT, row -> footing.state = MetricState.of(row, 1));
        return footing;
    }

    /// To be called first in every transaction that writes customers, products or customers' rows.
    public void lockForWrite(Connection connection) {
        AdvisoryLock.BASE.share(connection);
    }

    /// To be called first by what changes which customer a key leads to, or takes customers away: nobody
    /// else writes then, and whoever writes next looks its customers up anew. It waits for an import before
    /// it makes others wait.
    public void lockAlone(Connection connection) {
        Sql.execute(connection, "set local lock_timeout = '3s'");
        AdvisoryLock.IMPORTS.take(connection);
        AdvisoryLock.BASE.take(connection);
    }

    /// Puts the customers with a value of the custom field on the feed again: it carries the field now, or no more. For
    /// a transaction that has [#lockAlone].
    public void showAgain(Connection connection, String customField) {
        Sql.update(connection, """
                update customer_metrics set feed_no = null
                where customer_id in (select id from customers where jsonb_exists(custom, ?))""", customField);
        Sql.update(connection, FactMarks.sql("select id from customers where jsonb_exists(custom, ?)"), customField);
        Signals.raise(connection, MetricFeed.SIGNAL);
        Signals.raise(connection, FactMarks.SIGNAL);
    }

    /// Computes one customer anew; for a `@Transactional` method, whose commit wakes the feeds' readers.
    public void refreshOne(Connection connection, UUID customerId) {
        refreshSome(connection, List.of(customerId));
        wakeReaders();
    }

    /// Computes a few customers anew and leaves them to the feed's readers to number, so that no other writer waits.
    /// Its caller wakes the readers.
    public void refreshSome(Connection connection, Collection<UUID> customers) {
        computeSome(connection, customers, false, true);
    }

    /// As the other one, for a transaction of [#tryLockForWrite]; once the pipeline runs.
    public void refreshSome(Pipeline pipeline, Footing footing, Collection<UUID> customers) {
        MetricState state = Objects.requireNonNull(footing.state, "the pipeline of the locks has not run");
        RefreshSql sql = own.at(pipeline.connection(), state.revision());
        pipeline.update(sql.some.text(), some(sql, state, customers, false, true));
    }

    private Object[] some(
            RefreshSql sql, MetricState state, Collection<UUID> customers, boolean numbered, boolean facts) {
        Map<String, Object> values = values(sql, state.businessDate(), numbered);
        values.put("customers", customers.toArray(UUID[]::new));
        values.put("facts", facts);
        return sql.some.values(values);
    }

    private long computeSome(Connection connection, Collection<UUID> customers, boolean numbered, boolean facts) {
        MetricState state = Sql.only(
                connection,
                "select " + MetricState.COLUMNS + ", " + Plans.ONCE + " from metric_state s",
                row -> MetricState.of(row, 1));
        RefreshSql sql = own.at(connection, state.revision());
        return Sql.onlyPrepared(
                connection, sql.some.text(), row -> row.getLong(1), some(sql, state, customers, numbered, facts));
    }

    /// Wakes the feeds' readers when the surrounding JTA transaction has committed; without one at once.
    public void wakeReaders() {
        signals.raiseAfterCommit(MetricFeed.SIGNAL);
        signals.raiseAfterCommit(FactMarks.SIGNAL);
    }

    /// Computes the customers of a batch anew and numbers the changed ones for the feed; other publishers
    /// wait until the transaction ends.
    public void refreshBatch(Connection connection, Collection<UUID> customers) {
        Signals.raise(connection, FactMarks.SIGNAL);
        MetricFeed.lockPublishing(connection);
        published(connection, computeSome(connection, customers, true, true));
    }

    /// Computes the customers of the temporary table `touched_customers (customer_id)` anew and numbers the
    /// changed ones for the feed; other publishers wait until the transaction ends.
    ///
    /// @return vectors that changed
    public long refreshTouched(Connection connection) {
        Signals.raise(connection, FactMarks.SIGNAL);
        return computeTouched(connection, true);
    }

    private long computeTouched(Connection connection, boolean facts) {
        // First, so that what is compared is what a refresh of the whole base has stored last.
        MetricFeed.lockPublishing(connection);
        List<UUID> few = Sql.list(
                connection,
                "select distinct customer_id from touched_customers limit ?",
                row -> row.getObject(1, UUID.class),
                FEW + 1);
        if (few.size() <= FEW) {
            long changed = computeSome(connection, few, true, facts);
            // What an import does after this is not about a few rows.
            Plans.asEver(connection);
            return published(connection, changed);
        }
        MetricState state = MetricState.read(connection);
        RefreshSql sql = own.at(connection, state.revision());
        long changed = Slice.storeTouched(connection, sql.touched, values(sql, state.businessDate(), true));
        if (facts) {
            Sql.update(connection, RefreshSql.MARK_TOUCHED);
        }
        return changed;
    }

    /// Computes the whole base as of the date, which it stands at from then on.
    ///
    /// @param asked null for the date at which it stands
    /// @param progress is told how many customers are computed, now and then
    Outcome refreshAll(Connection connection, @Nullable LocalDate asked, LongConsumer progress) {
        // Before the lock: whoever waits for it has a connection.
        return slices.connected(workers -> refreshAll(connection, workers, asked, progress));
    }

    private Outcome refreshAll(
            Connection connection, List<Connection> workers, @Nullable LocalDate asked, LongConsumer progress) {
        lockBase(connection);
        LocalDate stands = businessDate(connection);
        LocalDate businessDate = asked == null ? stands : asked;
        if (!businessDate.equals(stands)) {
            if (Sql.only(connection, "select exists (select from customer_metrics)", row -> row.getBoolean(1))) {
                return wholeBase(connection, businessDate, progress);
            }
            // At once for everybody: without vectors none is read with a date that is not its own.
            MetricState.stand(workers.getFirst(), businessDate);
        }
        MetricState state = MetricState.hold(connection);
        RefreshSql sql = own.at(connection, state.revision());
        SliceWorkers.Outcome outcome =
                slices.run(connection, workers, state, sql.slice, values(sql, businessDate, true), progress);
        MetricState.stand(connection, businessDate);
        computed(connection);
        return new Outcome(businessDate, outcome.customers(), outcome.changed());
    }

    /// Moves the base to a later day, computing those whose vectors the days in between may change: a fact of theirs
    /// enters or leaves a window. To an earlier day, the whole base is computed.
    Outcome changeDay(Connection connection, LocalDate to, LongConsumer progress) {
        lockBase(connection);
        if (to.isBefore(businessDate(connection))) {
            return wholeBase(connection, to, progress);
        }
        MetricState.stand(connection, to);
        long due = Sql.update(connection, """
                create temporary table touched_customers on commit drop as
                select customer_id from customer_metrics where next_change <= ?::date""", to);
        Sql.execute(connection, "analyze touched_customers");
        return new Outcome(to, due, computeTouched(connection, false));
    }

    /// One customer's vector as of a date, from what is known now; empty when there is no such customer.
    Optional<MetricVector> compute(Connection connection, MetricState state, UUID customerId, LocalDate asOf) {
        RefreshSql sql = own.at(connection, state.revision());
        Map<String, Object> values = values(sql, asOf, false);
        values.put("customer", customerId);
        return Sql.first(
                connection,
                sql.computed.text(),
                row -> MetricVector.of(row.getString(2), row.getString(3), state, asOf),
                sql.computed.values(values));
    }

    /// The customer's vectors from the state's date on as far as a later one, each from the day on which something
    /// enters or leaves a window, as if nothing more came in. Empty when there is no such customer.
    SequencedMap<LocalDate, MetricVector> project(
            Connection connection, MetricState state, UUID customerId, LocalDate to) {
        Plans.once(connection);
        RefreshSql sql = own.at(connection, state.revision());
        SequencedMap<LocalDate, MetricVector> vectors = new LinkedHashMap<>();
        boolean known = Sql.first(connection, "select true from customers where id = ?", row -> true, customerId)
                .isPresent();
        @Nullable LocalDate next = known ? state.businessDate() : null;
        while (next != null && !next.isAfter(to)) {
            LocalDate date = next;
            Map<String, Object> values = values(sql, date, false);
            values.put("customer", customerId);
            next = Sql.<Optional<LocalDate>>onlyPrepared(
                            connection,
                            sql.computed.text(),
                            row -> {
                                vectors.put(date, MetricVector.of(row.getString(2), row.getString(3), state, date));
                                return Optional.ofNullable(row.getObject(4, LocalDate.class));
                            },
                            sql.computed.values(values))
                    .orElse(null);
        }
        return vectors;
    }

    /// Of these customers those whose stored vector is not what a computation from scratch gives.
    List<UUID> outdated(Connection connection, List<UUID> customers) {
        MetricState state = MetricState.read(connection);
        RefreshSql sql = own.at(connection, state.revision());
        Map<String, Object> values = values(sql, state.businessDate(), false);
        values.put("customers", customers.toArray(UUID[]::new));
        return Sql.list(
                connection, sql.outdated.text(), row -> row.getObject(1, UUID.class), sql.outdated.values(values));
    }

    static LocalDate businessDate(Connection connection) {
        return Sql.only(connection, "select business_date from metric_state", row -> row.getObject(1, LocalDate.class));
    }

    /// No writer computes from now on until the transaction ends. It waits for an import before it makes others wait.
    public static void lockBase(Connection connection) {
        AdvisoryLock.IMPORTS.take(connection);
        AdvisoryLock.BASE.take(connection);
    }

    /// The whole base in the connection's transaction, under [#lockBase]: nobody sees the date, or definitions that the
    /// transaction puts in force, before every vector is of them.
    Outcome wholeBase(Connection connection, @Nullable LocalDate asked, LongConsumer progress) {
        LocalDate businessDate = asked == null ? businessDate(connection) : asked;
        MetricState.stand(connection, businessDate);
        RefreshSql sql = own.at(connection, MetricState.read(connection).revision());
        Map<String, Object> values = values(sql, businessDate, true);
        long changed = 0;
        long done = 0;
        for (Slice slice : Slice.all(connection)) {
            changed += slice.store(connection, sql.slice, values);
            done += slice.customers();
            progress.accept(done);
        }
        computed(connection);
        return new Outcome(businessDate, done, changed);
    }

    /// Once the whole base is computed, whatever was in slots that no metric is in is gone, and no vector
    /// lacks a metric.
    private static void computed(Connection connection) {
        MetricState.complete(connection);
        Sql.update(connection, "update metric_definitions set cleared = true where state = 'RETIRED' and not cleared");
    }

    private static long published(Connection connection, long changed) {
        if (changed > 0) {
            Signals.raise(connection, MetricFeed.SIGNAL);
        }
        return changed;
    }

    /// What the statements need of a date and the configuration.
    Map<String, Object> values(RefreshSql sql, LocalDate businessDate, boolean numbered) {
        Map<String, Object> values = sql.ownValues(businessDate, zone);
        for (Window window : Window.values()) {
            if (window != Window.LIFETIME) {
                values.put("d" + window.days(), window.start(businessDate, zone));
            }
        }
        values.put("end", Window.end(businessDate, zone));
        values.put("zone", zone.getId());
        values.put("steady", PurchaseDays.steadySince(zone));
        values.put("businessDate", businessDate);
        values.put("baseCurrency", baseCurrency.code());
        values.put("numbered", numbered);
        return values;
    }
}
