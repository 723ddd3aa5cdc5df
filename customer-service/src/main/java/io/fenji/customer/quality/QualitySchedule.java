package io.fenji.customer.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/// Has each day's snapshot computed, once in the cluster. A business date that is fixed has no days that pass.
@ApplicationScoped
class QualitySchedule {
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

    /// Has the day's snapshot computed unless somebody has already.
    ///
    /// @return whether this was the first to ask
    boolean begin(LocalDate day) {
        return database.transaction(connection -> {
            // The primary key makes one instance the one that begins.
            long first =
                    Sql.update(connection, "insert into quality_days (day) values (?) on conflict do nothing", day);
            if (first > 0) {
                QualityRefreshOperation.submit(connection, operations, json);
            }
            return first > 0;
        });
    }
}
