package io.fenji.scoring.valuation.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.value.ValueCalibrationStore;
import io.fenji.scoring.value.ValueModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Has the calibration in force looked at once a business date, once however many instances there are, and shows what
/// was found as `fenji.values.orders.expected`, `.actual`, `.tolerance` and `fenji.values.drifted` (1 or 0), from every
/// instance; no number while nothing was found.
@ApplicationScoped
class DriftSchedule {
    private static final long LOCK = 0x6472696674L;

    /// Fewer days have weekdays rather than a level.
    private static final int FEWEST_DAYS = 7;

    private final Database database;
    private final OperationStore operations;
    private final ObjectMapper json;
    private volatile @Nullable Drift known;

    DriftSchedule(Database database, OperationStore operations, ObjectMapper json, MeterRegistry meters) {
        this.database = database;
        this.operations = operations;
        this.json = json;
        gauge(meters, "fenji.values.orders.expected", drift -> drift.expected().doubleValue());
        gauge(meters, "fenji.values.orders.actual", Drift::actual);
        gauge(
                meters,
                "fenji.values.orders.tolerance",
                drift -> drift.tolerance().doubleValue());
        gauge(meters, "fenji.values.drifted", drift -> drift.drifted() ? 1 : 0);
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Drift> value) {
        Gauge.builder(name, this, schedule -> {
                    Drift drift = schedule.known;
                    return drift == null ? Double.NaN : value.applyAsDouble(drift);
                })
                .description("Of the value calibration in force")
                .register(meters);
    }

    @Scheduled(every = "${fenji.calibrations.check}", identity = "value-drift-schedule")
    void check() {
        known = database.transaction(c -> {
                    @Nullable LocalDate today = MetricCopy.state(c).businessDate();
                    if (today != null && isDue(c, today)) {
                        operations.submit(c, DriftOperation.KIND, json.createObjectNode());
                    }
                    return ValueCalibrationStore.newest(c, null).flatMap(id -> DriftStore.of(c, id));
                })
                .orElse(null);
    }

    /// Who finds the lock taken leaves the matter to another.
    private static boolean isDue(Connection connection, LocalDate today) {
        return isOld(connection, today)
                && Sql.only(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                && !isUnderWay(connection);
    }

    private static boolean isOld(Connection connection, LocalDate today) {
        return ValueModels.inForce(connection)
                .filter(models -> models.values().backTest() != null)
                .filter(models -> !models.asOf().plusDays(FEWEST_DAYS).isAfter(today))
                .filter(models -> DriftStore.of(connection, models.id())
                        .filter(drift -> !drift.checkedOn().isBefore(today))
                        .isEmpty())
                .isPresent();
    }

    /// Or has failed within the hour.
    private static boolean isUnderWay(Connection connection) {
        return Sql.only(connection, """
                select exists (select from operations
                  where kind = ? and (state in ('PENDING', 'RUNNING')
                    or state in ('FAILED', 'CANCELLED') and finished_at > now() - interval '1 hour'))""", row -> row.getBoolean(1), DriftOperation.KIND);
    }
}
