package io.fenji.scoring.follow;

import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricNames;
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

/// Evaluates the customers of a landed page for every scheme in force, in the page's transaction; on another business
/// date everyone for the schemes that read a metric which counts days.
@ApplicationScoped
class Reevaluation {
    private final SchemeVersions schemes;
    private final Evaluators evaluators;

    Reevaluation(SchemeVersions schemes, Evaluators evaluators) {
        this.schemes = schemes;
        this.evaluators = evaluators;
    }

    void landed(Connection connection, int customers, boolean otherDay, Instant now) {
        for (InForce inForce : InForce.all(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            if (otherDay && countsDays(connection, scheme)) {
                write(connection, inForce, scheme, everyone(connection, scheme), now);
            } else if (customers > 0) {
                LoadedCustomers loaded = CustomerLoader.some(connection, scheme, MetricCopy.LANDED, customers);
                write(connection, inForce, scheme, loaded, now);
            }
        }
        gone(connection, now);
    }

    void dayChanged(Connection connection, Instant now) {
        for (InForce inForce : InForce.all(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            if (countsDays(connection, scheme)) {
                write(connection, inForce, scheme, everyone(connection, scheme), now);
            }
        }
    }

    private static boolean countsDays(Connection connection, Scheme scheme) {
        return MetricNames.read(connection).anyDaily(scheme.metrics());
    }

    private static LoadedCustomers everyone(Connection connection, Scheme scheme) {
        long count = Sql.only(connection, "select count(*) from customer_metrics", row -> row.getLong(1));
        return CustomerLoader.all(connection, scheme, Math.toIntExact(count), rows -> {});
    }

    private void write(Connection connection, InForce inForce, Scheme scheme, LoadedCustomers customers, Instant now) {
        Evaluator evaluator = evaluators.get(connection, inForce.version(), inForce.calibrationId());
        @Nullable LocalDate businessDate = MetricCopy.state(connection).businessDate();
        TierWriter.write(
                connection,
                new Origin(inForce, null, now, businessDate, null),
                scheme,
                customers,
                customers.evaluate(evaluator, scheme));
    }

    void gone(Connection connection, Instant now) {
        if (MetricCopy.anyoneGone(connection)) {
            Leavers.leave(
                    connection,
                    MetricCopy.GONE,
                    now,
                    MetricCopy.state(connection).businessDate());
            Leavers.forget(connection, MetricCopy.ERASED);
            MetricCopy.remove(connection);
        }
    }
}
