package io.fenji.scoring.correction;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.correction.Planner.Wanted;
import io.fenji.scoring.metric.LateChecks;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.PastMetrics;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Looks at customers whose metrics have changed: where those of the day before are no longer what they were known to
/// be, something came late, and the tiers of the last weeks are evaluated again. A few at a time, in the background.
@ApplicationScoped
class LateFacts {
    private static final Logger LOG = Logger.getLogger(LateFacts.class);
    private static final int AT_ONCE = 20;

    private final Database database;
    private final Corrector corrector;
    private final Dependents dependents;
    private final BusinessClock clock;
    private final CorrectionConfig config;

    LateFacts(
            Database database,
            Corrector corrector,
            Dependents dependents,
            BusinessClock clock,
            CorrectionConfig config) {
        this.database = database;
        this.corrector = corrector;
        this.dependents = dependents;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "${fenji.corrections.check}",
            identity = "late-facts",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        LocalDate today = database.call(c -> {
            LocalDate date = MetricCopy.state(c).businessDateOr(clock.today());
            LateChecks.clean(c, date, config.days());
            return date;
        });
        int left = config.batch();
        while (left > 0) {
            int most = Math.min(left, AT_ONCE);
            List<LateChecks.Check> claimed = database.call(c -> LateChecks.claim(c, most));
            try {
                claimed.forEach(check -> check(check, today));
            } catch (PastMetrics.AwayException away) {
                LOG.warnf("customer-service does not tell metrics of past days, later again: %s", away.getMessage());
                return;
            }
            left = claimed.size() < most ? 0 : left - most;
        }
    }

    private void check(LateChecks.Check check, LocalDate today) {
        Function<LocalDate, Optional<PastMetrics.Day>> metrics = corrector.metricsOf(check.customerId());
        Optional<PastMetrics.Day> known = metrics.apply(check.asOf());
        if (known.isEmpty()) {
            database.call(c -> {
                LateChecks.drop(c, check.customerId());
                return true;
            });
            return;
        }
        if (!known.get().values().equals(check.known())) {
            correct(check, today, metrics);
        }
        database.call(c -> {
            LateChecks.done(c, check, known.get().values());
            return true;
        });
    }

    private void correct(
            LateChecks.Check check, LocalDate today, Function<LocalDate, Optional<PastMetrics.Day>> metrics) {
        for (InForce inForce : database.call(dependents::inOrder)) {
            Wanted wanted =
                    new Wanted(check.customerId(), inForce, today.minusDays(config.days()), today.minusDays(1), true);
            int corrections = corrector.correct(wanted, metrics);
            if (corrections > 0) {
                LOG.infof(
                        "Late facts of customer %s: %d corrections in %s",
                        check.customerId(), corrections, inForce.version().scheme());
            }
        }
    }
}
