package io.fenji.scoring.tier;

import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.metric.MetricCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;

/// Evaluates customers by what is in force and writes what changed. Runs in the caller's transaction, under the
/// [TierLock].
@ApplicationScoped
public class TierRefresh {
    private final Evaluators evaluators;
    private final BusinessClock clock;

    TierRefresh(Evaluators evaluators, BusinessClock clock) {
        this.evaluators = evaluators;
        this.clock = clock;
    }

    /// Evaluates customers.
    ///
    /// @param reviews whether reviews that are due are made
    /// @return customers whose tier changed
    public long write(
            Connection connection,
            InForce inForce,
            Scheme scheme,
            LoadedCustomers customers,
            boolean reviews,
            Instant now,
            Origin.Cause cause) {
        MetricCopy.State copy = MetricCopy.state(connection);
        return TierWriter.write(
                connection,
                new Origin(inForce, null, now, copy.businessDate(), null, cause),
                scheme,
                customers,
                customers.evaluate(
                        evaluators.get(connection, inForce.version(), inForce.calibrationId()),
                        scheme,
                        copy.businessDateOr(clock.today()),
                        reviews,
                        inForce.existing()));
    }
}
