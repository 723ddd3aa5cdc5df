package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.LocalDate;

/// Gives the base its first date, moves it to a new day, once in the cluster, and has it recomputed when its vectors
/// lack metrics that this version knows. Only the change of day moves it: a base that somebody refreshed to an earlier
/// date stays there until then.
@ApplicationScoped
class DayRoll {
    private final Database database;
    private final OperationStore operations;
    private final BusinessClock clock;
    private final ObjectMapper json;

    DayRoll(Database database, OperationStore operations, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
        this.json = json;
    }

    // Before the operation runner's observer: no work may begin on a base without a date.
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        LocalDate today = clock.today();
        int metrics = MetricCatalogue.METRICS.size();
        database.transaction(connection -> {
            Sql.update(
                    connection,
                    "insert into metric_state (business_date, rolled_on, metrics) values (?, ?, ?) on conflict do nothing",
                    today,
                    today,
                    metrics);
            long outdated =
                    Sql.update(connection, "update metric_state set metrics = ? where metrics < ?", metrics, metrics);
            if (outdated > 0) {
                MetricRefreshOperation.submit(connection, operations, json, null);
            }
            return outdated;
        });
    }

    @Scheduled(every = "${fenji.metrics.day-check}", identity = "metric-day-roll")
    void roll() {
        if (clock.isFixed()) {
            return;
        }
        LocalDate today = clock.today();
        database.transaction(connection -> {
            // The row lock makes one instance the one that rolls.
            long rolled =
                    Sql.update(connection, "update metric_state set rolled_on = ? where rolled_on < ?", today, today);
            if (rolled > 0) {
                MetricRefreshOperation.submitChangeOfDay(connection, operations, json, today);
            }
            return rolled;
        });
    }
}
