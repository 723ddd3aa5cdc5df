package io.fenji.scoring.correction;

import io.fenji.kit.sql.Database;
import io.fenji.scoring.correction.Planner.Wanted;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Corrections;
import io.fenji.scoring.metric.PastMetrics;
import io.fenji.scoring.tier.TierLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Corrects one customer's past in a scheme: finds out without a lock, and once more with it, from the same metrics,
/// before it records.
@ApplicationScoped
class Corrector {
    private final Database database;
    private final Planner planner;
    private final PastMetrics metrics;

    Corrector(Database database, Planner planner, PastMetrics metrics) {
        this.database = database;
        this.planner = planner;
        this.metrics = metrics;
    }

    /// Metrics of one customer, asked for once a day.
    Function<LocalDate, Optional<PastMetrics.Day>> metricsOf(UUID customerId) {
        Map<LocalDate, Optional<PastMetrics.Day>> known = new HashMap<>();
        return date -> known.computeIfAbsent(date, asked -> metrics.read(customerId, asked));
    }

    /// Corrects what should have been another tier.
    ///
    /// @return corrections recorded
    /// @throws PastMetrics.AwayException when customer-service does not answer
    int correct(Wanted wanted, Function<LocalDate, Optional<PastMetrics.Day>> metricsOfDays) {
        Map<LocalDate, Optional<PastMetrics.Day>> read = new HashMap<>();
        List<Correction> found = database.call(c -> planner.plan(c, wanted))
                .map(plan -> Replay.run(plan, date -> read.computeIfAbsent(date, metricsOfDays)))
                .orElse(List.of());
        if (found.isEmpty()) {
            return 0;
        }
        return database.transaction(c -> {
            TierLock.take(c);
            List<Correction> still = planner.plan(c, wanted)
                    .map(plan -> Replay.run(plan, date -> read.getOrDefault(date, Optional.empty())))
                    .orElse(List.of());
            return Corrections.write(c, wanted.customerId(), still, Corrections.Cause.CORRECTION);
        });
    }
}
