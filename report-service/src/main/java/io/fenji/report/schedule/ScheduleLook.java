package io.fenji.report.schedule;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.report.definition.Definition;
import io.fenji.report.definition.DefinitionStore;
import io.fenji.report.report.ReportStarts;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Has reports made when their time has come. Every replica looks; whose look comes first locks the schedule's row, and
/// the slot is a key of the database besides. After a stop the newest time that passed is made up for.
@ApplicationScoped
class ScheduleLook {
    private static final Logger LOG = Logger.getLogger(ScheduleLook.class);

    private final ScheduleStore schedules;
    private final DefinitionStore definitions;
    private final ReportStarts reports;
    private final Database database;
    private final BusinessClock clock;

    ScheduleLook(
            ScheduleStore schedules,
            DefinitionStore definitions,
            ReportStarts reports,
            Database database,
            BusinessClock clock) {
        this.schedules = schedules;
        this.definitions = definitions;
        this.reports = reports;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(
            every = "${fenji.report-schedules.check}",
            identity = "report-schedules",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        boolean more = true;
        while (more) {
            more = database.transaction(this::one);
        }
    }

    private boolean one(Connection connection) {
        Instant now = clock.now();
        Optional<Schedule> due = schedules.lockDue(connection, now, clock.zone());
        due.ifPresent(schedule -> serve(connection, schedule, now));
        return due.isPresent();
    }

    private void serve(Connection connection, Schedule schedule, Instant now) {
        Cron cron = Cron.of(schedule.cron());
        UUID id = schedule.definition();
        @Nullable Instant slot = slot(cron, schedule, now);
        if (slot != null) {
            Definition definition = definitions.find(connection, id).orElseThrow();
            UUID report = reports.id(connection);
            if (schedules.take(connection, id, slot, report)) {
                reports.start(connection, report, definition, slot);
                LOG.infof("Report %s is for %s of definition %s", report, slot, id);
            }
        }
        schedules.advance(
                connection,
                id,
                slot,
                clock.zone(),
                cron.after(now, clock.zone()).orElse(null));
    }

    /// The newest time that has passed; null when the zone has changed and none has.
    private @Nullable Instant slot(Cron cron, Schedule schedule, Instant now) {
        @Nullable Instant expected = schedule.nextAt();
        if (expected == null || expected.isAfter(now)) {
            return null;
        }
        // In another zone the time that was expected may not be one.
        return cron.upTo(now, clock.zone())
                .filter(newest -> newest.isAfter(expected))
                .orElse(expected);
    }
}
