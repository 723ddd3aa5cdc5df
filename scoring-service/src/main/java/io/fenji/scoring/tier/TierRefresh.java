package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.metric.MetricCopy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;

/// Evaluates customers by what is in force and writes what changed. Runs in the caller's transaction, under the
/// [TierLock].
@ApplicationScoped
public class TierRefresh {
    private final Evaluators evaluators;
    private final BusinessClock clock;
    private final Event<TiersWritten> written;

    TierRefresh(Evaluators evaluators, BusinessClock clock, Event<TiersWritten> written) {
        this.evaluators = evaluators;
        this.clock = clock;
        this.written = written;
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
        LocalDate businessDate = copy.businessDateOr(clock.today());
        Evaluator evaluator = evaluators.get(connection, inForce.version(), inForce.calibrationId());
        Evaluation evaluation = customers.evaluate(evaluator, scheme, businessDate, reviews, inForce.existing());
        long changed = TierWriter.write(
                connection,
                new Origin(inForce, null, now, copy.businessDate(), null, cause),
                scheme,
                customers,
                evaluation);
        written.fire(new TiersWritten(
                connection, inForce, scheme, evaluator, customers, evaluation, businessDate, now, changed, false));
        return changed;
    }
}
