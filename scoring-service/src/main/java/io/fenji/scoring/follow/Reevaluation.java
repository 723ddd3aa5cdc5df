package io.fenji.scoring.follow;

import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Leavers;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Evaluates the customers of a landed page for every scheme in force, in the page's transaction.
@ApplicationScoped
class Reevaluation {
    private final SchemeVersions schemes;
    private final Evaluators evaluators;

    Reevaluation(SchemeVersions schemes, Evaluators evaluators) {
        this.schemes = schemes;
        this.evaluators = evaluators;
    }

    void landed(Connection connection, int customers, Instant now) {
        @Nullable LocalDate businessDate = MetricCopy.state(connection).businessDate();
        if (customers > 0) {
            for (InForce inForce : InForce.all(connection)) {
                Scheme scheme = schemes.get(connection, inForce.version());
                Evaluator evaluator = evaluators.get(connection, inForce.version(), inForce.calibrationId());
                LoadedCustomers loaded = CustomerLoader.some(connection, scheme, MetricCopy.LANDED, customers);
                TierWriter.write(
                        connection,
                        new Origin(inForce, null, now, businessDate, null),
                        scheme,
                        loaded,
                        loaded.evaluate(evaluator, scheme));
            }
        }
        gone(connection, now);
    }

    void gone(Connection connection, Instant now) {
        if (MetricCopy.anyoneGone(connection)) {
            Leavers.leave(
                    connection,
                    MetricCopy.GONE,
                    now,
                    MetricCopy.state(connection).businessDate());
            MetricCopy.remove(connection);
        }
    }
}
