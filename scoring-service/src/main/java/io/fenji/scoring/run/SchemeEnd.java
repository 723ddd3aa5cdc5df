package io.fenji.scoring.run;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Leavers;
import io.fenji.scoring.watch.CustomerWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;

/// The last run of a scheme whose active version was retired: everyone leaves their tier, which is a change like any
/// other, and nothing of it is in force afterwards. Runs in the caller's transaction, under the tier lock.
@ApplicationScoped
class SchemeEnd {
    private final Dependents dependents;
    private final CustomerWatch watch;
    private final BusinessClock clock;

    SchemeEnd(Dependents dependents, CustomerWatch watch, BusinessClock clock) {
        this.dependents = dependents;
        this.watch = watch;
        this.clock = clock;
    }

    /// Takes everyone out.
    ///
    /// @return customers who had a tier
    long run(Connection connection, InForce last, UUID runId) {
        Instant now = clock.now();
        MetricCopy.State copy = MetricCopy.state(connection);
        String scheme = last.version().scheme();
        long before = Dependents.mark(connection);
        long left = Leavers.endOfScheme(connection, last, runId, now, copy.businessDate(), copy.caughtUpAt());
        InForce.end(connection, scheme);
        OverrideStore.endOfScheme(connection, scheme, now);
        dependents.follow(connection, scheme, before, true, now);
        watch.everyone(connection, now, done -> {});
        return left;
    }
}
