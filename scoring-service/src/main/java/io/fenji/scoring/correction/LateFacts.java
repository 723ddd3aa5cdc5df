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
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Looks at customers whose metrics have changed: where those of the day before are no longer what they were known to
/// be, something came late, and the tiers of the last weeks are evaluated again. A few at a time, in the background.
@ApplicationScoped
class LateFacts {
    private static final Logger LOG = Logger.getLogger(LateFacts.class);
    private static final int AT_ONCE = 20;
    /// So many refusals in a row are no longer those of one customer.
    private static final int MOST_AWAY = 3;

    private final Database database;
    private final Corrector corrector;
    private final Dependents dependents;
    private final BusinessClock clock;
    private final CorrectionConfig config;
    private final Unchecked unchecked;

    LateFacts(
            Database database,
            Corrector corrector,
            Dependents dependents,
            BusinessClock clock,
            CorrectionConfig config,
            Unchecked unchecked) {
        this.database = database;
        this.corrector = corrector;
        this.dependents = dependents;
        this.clock = clock;
        this.config = config;
        this.unchecked = unchecked;
    }

    @Scheduled(
            every = "${fenji.corrections.check}",
            identity = "late-facts",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        LocalDate today = database.call(c -> {
            LocalDate date = MetricCopy.state(c).businessDateOr(clock.today());
            unchecked.waitedTooLong(LateChecks.clean(c, date, config.days()));
            return date;
        });
        int left = config.batch();
        while (left > 0) {
            int most = Math.min(left, AT_ONCE);
            List<LateChecks.Check> claimed = database.call(c -> LateChecks.claim(c, most));
            if (!checkAll(claimed, today)) {
                LOG.warn("customer-service does not tell metrics of past days, later again");
                return;
            }
            left = claimed.size() < most ? 0 : left - most;
        }
    }

    /// One that fails does not hold up the others; several of them one after another do.
    ///
    /// @return whether customer-service answers
    private boolean checkAll(List<LateChecks.Check> claimed, LocalDate today) {
        int away = 0;
        for (LateChecks.Check check : claimed) {
            if (away == MOST_AWAY) {
                run(c -> LateChecks.release(c, check));
                continue;
            }
            try {
                check(check, today);
                away = 0;
            } catch (PastMetrics.AwayException refused) {
                away++;
                LOG.warnf(
                        "Past metrics of customer %s are not to be had, later again: %s",
                        check.customerId(), refused.getMessage());
                putOff(check);
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "Customer %s cannot be looked at for late facts", check.customerId());
                putOff(check);
            }
        }
        return away < MOST_AWAY;
    }

    private void putOff(LateChecks.Check check) {
        if (database.call(c -> LateChecks.failed(c, check))) {
            unchecked.failed();
        }
    }

    private void check(LateChecks.Check check, LocalDate today) {
        Function<LocalDate, Optional<PastMetrics.Day>> metrics = corrector.metricsOf(check.customerId());
        Optional<PastMetrics.Day> now = metrics.apply(check.asOf());
        if (now.isEmpty()) {
            run(c -> LateChecks.drop(c, check.customerId()));
            return;
        }
        Map<String, Long> values = now.get().values();
        if (!values.equals(check.known())) {
            Late late = new Late(check.known(), values, database.call(Dependents::mark));
            correct(check, today, metrics, late);
        }
        run(c -> LateChecks.done(c, check, values));
    }

    private void correct(
            LateChecks.Check check,
            LocalDate today,
            Function<LocalDate, Optional<PastMetrics.Day>> metrics,
            Late late) {
        for (InForce inForce : database.call(dependents::inOrder)) {
            Wanted wanted =
                    new Wanted(check.customerId(), inForce, today.minusDays(config.days()), today.minusDays(1), late);
            int corrections = corrector.correct(wanted, metrics);
            if (corrections > 0) {
                LOG.infof(
                        "Late facts of customer %s: %d corrections in %s",
                        check.customerId(), corrections, inForce.version().scheme());
            }
        }
    }

    private void run(Consumer<Connection> work) {
        database.call(c -> {
            work.accept(c);
            return true;
        });
    }
}
