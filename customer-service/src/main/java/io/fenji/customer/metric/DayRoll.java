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
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;

/// Gives the base its first date, moves it to a new day, once in the cluster, and has it recomputed while its vectors
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
        database.transaction(connection -> {
            Sql.update(
                    connection,
                    "insert into metric_state (business_date, rolled_on, metrics) values (?, ?, ?) on conflict do nothing",
                    today,
                    today,
                    MetricCatalogue.METRICS.size());
            return complete(connection, true);
        });
    }

    @Scheduled(every = "${fenji.metrics.day-check}", identity = "metric-completion")
    void complete() {
        database.transaction(connection -> complete(connection, false));
    }

    /// Has the base recomputed while its vectors lack metrics of the catalogue. Where that failed or was
    /// cancelled it is tried again: at a start at once, else each time after twice as long, an hour at most.
    private boolean complete(Connection connection, boolean atOnce) {
        // The row lock makes one instance the one that asks. Whoever computes the base has it, too.
        boolean lacking = Sql.first(
                        connection,
                        "select true from metric_state where metrics < ? for update skip locked",
                        row -> true,
                        MetricCatalogue.METRICS.size())
                .isPresent();
        boolean due = lacking && MetricRefreshOperation.completionIsDue(connection, atOnce);
        if (due) {
            MetricRefreshOperation.submitCompletion(connection, operations, json);
        }
        return due;
    }

    @Scheduled(every = "${fenji.metrics.day-check}", identity = "metric-day-roll")
    void roll() {
        if (!clock.isFixed()) {
            roll(clock.today());
        }
    }

    /// Has the base moved to the day, unless somebody has; a change that failed is tried again, each time
    /// after twice as long, and an hour at most.
    ///
    /// @return whether it is moved because of this
    boolean roll(LocalDate today) {
        return database.transaction(connection -> {
            // The row lock makes one instance the one that rolls. Whoever computes has it too: then it is not the time.
            Optional<LocalDate> last = Sql.first(
                    connection,
                    "select rolled_on from metric_state for update skip locked",
                    row -> row.getObject(1, LocalDate.class));
            if (last.isEmpty() || last.get().isAfter(today)) {
                return false;
            }
            boolean due = last.get().isBefore(today) || MetricRefreshOperation.changeOfDayHasFailed(connection, today);
            if (due) {
                Sql.update(connection, "update metric_state set rolled_on = ?", today);
                MetricRefreshOperation.submitChangeOfDay(connection, operations, json, today);
            }
            return due;
        });
    }
}
