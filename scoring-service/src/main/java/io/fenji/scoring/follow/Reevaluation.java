package io.fenji.scoring.follow;

import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.correction.CorrectionOperation;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricNames;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Leavers;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierRefresh;
import io.fenji.scoring.value.ModelMetric;
import io.fenji.scoring.watch.CustomerWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Evaluates the customers of a landed page for every scheme in force, in the page's transaction; on another business
/// date everyone for the schemes whose tiers may change by the day. A scheme comes after those whose tiers it looks at,
/// and takes in the customers who have moved there.
@ApplicationScoped
public class Reevaluation {
    private final SchemeVersions schemes;
    private final TierRefresh tiers;
    private final Dependents dependents;
    private final CustomerWatch watch;

    Reevaluation(SchemeVersions schemes, TierRefresh tiers, Dependents dependents, CustomerWatch watch) {
        this.schemes = schemes;
        this.tiers = tiers;
        this.dependents = dependents;
        this.watch = watch;
    }

    void landed(Connection connection, int customers, boolean otherDay, Instant now) {
        evaluate(connection, customers, otherDay, now);
        gone(connection, now);
    }

    void dayChanged(Connection connection, Instant now) {
        evaluate(connection, 0, true, now);
    }

    /// Evaluates everyone for the schemes that read what models give, after a calibration of these. Callers hold the
    /// tier lock.
    public void modelsChanged(Connection connection, Instant now) {
        long before = Dependents.mark(connection);
        Set<String> moved = new HashSet<>();
        for (InForce inForce : dependents.inOrder(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            long changes = ModelMetric.any(scheme.metrics())
                    ? tiers.write(
                            connection,
                            inForce,
                            scheme,
                            CustomerLoader.all(connection, scheme),
                            false,
                            now,
                            Origin.Cause.METRICS)
                    : dependents.evaluate(connection, inForce, scheme, moved, before, now);
            if (changes > 0) {
                moved.add(scheme.key());
            }
        }
        watch.everyone(connection, now, done -> {});
    }

    private void evaluate(Connection connection, int landed, boolean otherDay, Instant now) {
        long before = Dependents.mark(connection);
        Set<String> moved = new HashSet<>();
        for (InForce inForce : dependents.inOrder(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            boolean everyone = otherDay && (inForce.existing().keeps() || changesByTheDay(connection, scheme));
            long changes = 0;
            if (landed > 0 && !everyone) {
                changes += some(connection, inForce, scheme, MetricCopy.LANDED, landed, now, Origin.Cause.METRICS);
            }
            if (otherDay) {
                String expired = OverrideStore.expired(scheme.key());
                changes += some(connection, inForce, scheme, expired, 0, now, Origin.Cause.OVERRIDE);
            }
            changes += everyone
                    ? everyone(connection, inForce, scheme, now)
                    : dependents.evaluate(connection, inForce, scheme, moved, before, now);
            if (changes > 0) {
                moved.add(scheme.key());
            }
        }
        if (otherDay) {
            OverrideStore.endExpired(connection, now);
            InForce.endKeeping(connection);
            watch.everyone(connection, now, done -> {});
        } else if (landed > 0) {
            watch.some(connection, MetricCopy.LANDED, landed, now);
        }
    }

    private long some(
            Connection connection,
            InForce inForce,
            Scheme scheme,
            String idQuery,
            int expected,
            Instant now,
            Origin.Cause cause) {
        LoadedCustomers customers = CustomerLoader.some(connection, scheme, idQuery, expected);
        return tiers.write(connection, inForce, scheme, customers, false, now, cause);
    }

    private static boolean changesByTheDay(Connection connection, Scheme scheme) {
        return scheme.followsTheCalendar()
                || ModelMetric.any(scheme.metrics())
                || MetricNames.read(connection).anyDaily(scheme.metrics());
    }

    /// Makes the reviews that are due, too.
    private long everyone(Connection connection, InForce inForce, Scheme scheme, Instant now) {
        LoadedCustomers all = CustomerLoader.all(connection, scheme);
        return tiers.write(connection, inForce, scheme, all, true, now, Origin.Cause.METRICS);
    }

    void gone(Connection connection, Instant now) {
        if (MetricCopy.anyoneGone(connection)) {
            Leavers.leave(
                    connection,
                    MetricCopy.GONE,
                    now,
                    MetricCopy.state(connection).businessDate());
            Leavers.forget(connection, MetricCopy.ERASED);
            CorrectionOperation.forget(connection, MetricCopy.ERASED);
            watch.gone(connection, MetricCopy.GONE, MetricCopy.ERASED, now);
            OverrideStore.endOfGone(connection, MetricCopy.GONE, MetricCopy.ERASED, now);
            MetricCopy.remove(connection);
        }
    }
}
