package io.fenji.scoring.watch;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.value.ContactOutlook;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.segment.set.SegmentsInForce.SetInForce;
import io.fenji.scoring.segment.upkeep.SegmentMembership;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.CustomerScope;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.TiersWritten;
import io.fenji.scoring.warning.upkeep.MetricWarnings;
import io.fenji.scoring.warning.upkeep.TierWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Keeps segments and warnings current in the transaction that changes metrics or the day, under the
/// tier lock. The columns that both need are loaded once.
@ApplicationScoped
public class CustomerWatch {
    private static final int PORTION = 50_000;

    private final SegmentMembership segments;
    private final MetricWarnings warnings;
    private final BusinessClock clock;

    CustomerWatch(SegmentMembership segments, MetricWarnings warnings, BusinessClock clock) {
        this.segments = segments;
        this.warnings = warnings;
        this.clock = clock;
    }

    /// Customers whose metrics have changed.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public void some(Connection connection, String idQuery, int expected, Instant now) {
        new Pass(connection, now).over(CustomerScope.of(idQuery), expected);
    }

    /// Everyone, in portions: memory stays flat.
    ///
    /// @param progress is told how many are done, now and then
    public void everyone(Connection connection, Instant now, LongConsumer progress) {
        Pass pass = new Pass(connection, now);
        TierWarnings.endOfSchemes(connection, pass.today, now);
        long done = 0;
        @Nullable UUID after = null;
        do {
            @Nullable UUID upTo = last(connection, after).orElse(null);
            done += pass.over(CustomerScope.range(after, upTo), PORTION);
            progress.accept(done);
            after = upTo;
        } while (after != null);
    }

    /// Whoever has moved is sorted and looked at anew where segments or warnings look at tiers.
    void tiersWritten(@Observes TiersWritten written) {
        if ((written.changed() > 0 || written.ladder()) && isLookedAt(written)) {
            if (written.ladder() || written.changed() > PORTION) {
                everyone(written.connection(), written.now(), done -> {});
            } else {
                some(written.connection(), written.moved(), 0, written.now());
            }
        }
    }

    private boolean isLookedAt(TiersWritten written) {
        String scheme = written.scheme().key();
        return Sql.only(
                        written.connection(),
                        "select exists (select from segment_sets where ? = any (looks_at))",
                        row -> row.getBoolean(1),
                        scheme)
                || Scheme.reading(MetricWarnings.conditions(warnings.inForce(written.connection())))
                        .schemes()
                        .contains(scheme);
    }

    /// Customers who are gone.
    ///
    /// @param goneQuery SQL for the ids of all of them, a constant of ours
    /// @param erasedQuery SQL for the ids of whom nothing may be kept, a constant of ours
    public void gone(Connection connection, String goneQuery, String erasedQuery, Instant now) {
        CustomerScope gone = CustomerScope.of(goneQuery);
        SegmentMembership.leave(connection, gone);
        MetricWarnings.leave(connection, gone, CustomerScope.of(erasedQuery), today(connection), now);
    }

    /// The last customer of the portion, if others follow.
    private static Optional<UUID> last(Connection connection, @Nullable UUID after) {
        return Sql.first(
                connection,
                "select customer_id from customer_metrics where "
                        + CustomerScope.range(after, null).on("customer_id") + " order by customer_id offset ? limit 1",
                row -> row.getObject(1, UUID.class),
                PORTION - 1);
    }

    private LocalDate today(Connection connection) {
        return MetricCopy.state(connection).businessDateOr(clock.today());
    }

    /// One look, with what is in force at its beginning.
    private final class Pass {
        private final Connection connection;
        private final Instant now;
        private final LocalDate today;
        private final List<SetInForce> sets;
        private final WarningEvaluator evaluator;
        private final @Nullable ContactOutlook outlook;
        private final Columns columns;

        Pass(Connection connection, Instant now) {
            this.connection = connection;
            this.now = now;
            today = today(connection);
            sets = segments.inForce(connection);
            evaluator = warnings.inForce(connection);
            outlook = MetricWarnings.outlook(connection, evaluator, today);
            columns = columns();
        }

        /// What segments and warnings read; tiers so far are none of it.
        private Columns columns() {
            List<Condition> conditions = new ArrayList<>(SegmentMembership.conditions(sets));
            conditions.addAll(MetricWarnings.conditions(evaluator));
            Set<String> metrics = new TreeSet<>(SegmentMembership.metrics(sets));
            metrics.addAll(evaluator.metrics());
            return Columns.of("", List.of(Scheme.reading(conditions)), metrics, List.of());
        }

        /// @return how many there were
        long over(CustomerScope scope, int expected) {
            LoadedCustomers customers = CustomerLoader.in(connection, columns, scope, expected);
            SegmentMembership.refresh(connection, sets, customers, scope, today);
            MetricWarnings.refresh(connection, evaluator, customers, scope, outlook, today, now);
            return customers.size();
        }
    }
}
