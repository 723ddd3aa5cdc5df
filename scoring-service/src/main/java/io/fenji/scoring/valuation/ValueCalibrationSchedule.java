package io.fenji.scoring.valuation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.scheme.Schedule;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.value.ValueCalibrationStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Has value models calibrated anew each month, as the last time, once however many instances look; what was missed is
/// made up for. The first calibration is for somebody to ask for. One that fails or is cancelled is tried again an hour
/// later.
@ApplicationScoped
class ValueCalibrationSchedule {
    private static final long LOCK = 0x76616c756573L;

    private final Database database;
    private final OperationStore operations;
    private final ValuesConfig config;
    private final ObjectMapper json;

    ValueCalibrationSchedule(Database database, OperationStore operations, ValuesConfig config, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.config = config;
        this.json = json;
    }

    @Scheduled(every = "${fenji.calibrations.check}", identity = "value-calibration-schedule")
    void check() {
        if (config.dayOfMonth() > 0) {
            database.transaction(c -> {
                @Nullable LocalDate today = MetricCopy.state(c).businessDate();
                if (today != null && locked(c)) {
                    LocalDate due = new Schedule(Schedule.Every.MONTH, 1, config.dayOfMonth()).lastUpTo(today);
                    ValueCalibrationStore.newestAsked(c)
                            .filter(asked -> asked.asOf().isBefore(due) && !isUnderWay(c))
                            .ifPresent(asked -> submit(c, asked.request()));
                }
                return true;
            });
        }
    }

    private void submit(Connection connection, String request) {
        try {
            operations.submit(connection, ValueCalibrationOperation.KIND, json.readTree(request));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /// To the end of the transaction. Who finds it locked leaves the matter to another.
    private static boolean locked(Connection connection) {
        return Sql.only(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK);
    }

    private static boolean isUnderWay(Connection connection) {
        return Sql.only(connection, """
                select exists (select from operations
                  where kind = ? and (state in ('PENDING', 'RUNNING')
                    or state in ('FAILED', 'CANCELLED') and finished_at > now() - interval '1 hour'))""", row -> row.getBoolean(1), ValueCalibrationOperation.KIND);
    }
}
