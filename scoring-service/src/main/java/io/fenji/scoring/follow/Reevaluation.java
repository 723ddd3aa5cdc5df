package io.fenji.scoring.follow;

import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricNames;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Leavers;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierRefresh;
import io.fenji.scoring.watch.CustomerWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;

/// Evaluates the customers of a landed page for every scheme in force, in the page's transaction; on another business
/// date everyone for the schemes whose tiers may change by the day.
@ApplicationScoped
class Reevaluation {
    private final SchemeVersions schemes;
    private final TierRefresh tiers;
    private final CustomerWatch watch;

    Reevaluation(SchemeVersions schemes, TierRefresh tiers, CustomerWatch watch) {
        this.schemes = schemes;
        this.tiers = tiers;
        this.watch = watch;
    }

    void landed(Connection connection, int customers, boolean otherDay, Instant now) {
        for (InForce inForce : InForce.all(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            if (customers > 0 && !(otherDay && changesByTheDay(connection, scheme))) {
                LoadedCustomers landed = CustomerLoader.some(connection, scheme, MetricCopy.LANDED, customers);
                tiers.write(connection, inForce, scheme, landed, false, now, Origin.Cause.METRICS);
            }
        }
        if (otherDay) {
            dayChanged(connection, now);
        } else if (customers > 0) {
            watch.some(connection, MetricCopy.LANDED, customers, now);
        }
        gone(connection, now);
    }

    void dayChanged(Connection connection, Instant now) {
        for (InForce inForce : InForce.all(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            LoadedCustomers expired = CustomerLoader.some(connection, scheme, OverrideStore.expired(scheme.key()), 0);
            tiers.write(connection, inForce, scheme, expired, false, now, Origin.Cause.OVERRIDE);
            if (changesByTheDay(connection, scheme)) {
                everyone(connection, inForce, scheme, now);
            }
        }
        OverrideStore.endExpired(connection, now);
        watch.everyone(connection, now, done -> {});
    }

    private static boolean changesByTheDay(Connection connection, Scheme scheme) {
        return scheme.followsTheCalendar() || MetricNames.read(connection).anyDaily(scheme.metrics());
    }

    /// Makes the reviews that are due, too.
    private void everyone(Connection connection, InForce inForce, Scheme scheme, Instant now) {
        LoadedCustomers all = CustomerLoader.all(connection, scheme);
        tiers.write(connection, inForce, scheme, all, true, now, Origin.Cause.METRICS);
    }

    void gone(Connection connection, Instant now) {
        if (MetricCopy.anyoneGone(connection)) {
            Leavers.leave(
                    connection,
                    MetricCopy.GONE,
                    now,
                    MetricCopy.state(connection).businessDate());
            Leavers.forget(connection, MetricCopy.ERASED);
            watch.gone(connection, MetricCopy.GONE, MetricCopy.ERASED, now);
            OverrideStore.endOfGone(connection, MetricCopy.GONE, MetricCopy.ERASED, now);
            MetricCopy.remove(connection);
        }
    }
}
