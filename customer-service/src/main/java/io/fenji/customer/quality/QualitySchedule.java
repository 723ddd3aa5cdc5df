package io.fenji.customer.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;

/// Has each day's snapshot computed, once in the cluster. A business date that is fixed has no days that pass.
@ApplicationScoped
class QualitySchedule {
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(10);

    private final Database database;
    private final OperationStore operations;
    private final BusinessClock clock;
    private final ObjectMapper json;

    QualitySchedule(Database database, OperationStore operations, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
        this.json = json;
    }

    @Scheduled(every = "${fenji.quality.day-check}", identity = "quality-day")
    void look() {
        if (!clock.isFixed()) {
            begin(clock.today());
        }
    }

    /// Has the day's snapshot computed unless it is there, or somebody is at it. What failed is tried again
    /// after a while.
    ///
    /// @return whether it is computed because of this
    boolean begin(LocalDate day) {
        return database.transaction(connection -> {
            // The row makes one instance at a time the one that looks; whoever computes has it too.
            Sql.update(connection, "insert into quality_days (day) values (?) on conflict do nothing", day);
            boolean missing = Sql.first(
                            connection,
                            "select computed_at is null from quality_days where day = ? for update skip locked",
                            row -> row.getBoolean(1),
                            day)
                    .orElse(false);
            boolean due = missing
                    && Sql.only(
                            connection,
                            """
                            select not exists (
                              select from operations where kind = ?
                                and (state in ('PENDING', 'RUNNING') or created_at > now() - ? * interval '1 second'))""",
                            row -> row.getBoolean(1),
                            QualityRefreshOperation.KIND,
                            BETWEEN_TRIES.toSeconds());
            if (due) {
                QualityRefreshOperation.submit(connection, operations, json);
            }
            return due;
        });
    }
}
