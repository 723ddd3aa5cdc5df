package io.fenji.scoring.run;

import io.fenji.engine.scheme.Schedule;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.InForce;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Has schemes calibrated anew when their documents say so, once however many instances look; what was missed is
/// made up for. A run that fails or is cancelled is tried again an hour later.
@ApplicationScoped
class CalibrationSchedule {
    private final Database database;
    private final SchemeVersions schemes;
    private final TierRunStore runs;

    CalibrationSchedule(Database database, SchemeVersions schemes, TierRunStore runs) {
        this.database = database;
        this.schemes = schemes;
        this.runs = runs;
    }

    @Scheduled(every = "${fenji.calibrations.check}", identity = "calibration-schedule")
    void check() {
        database.transaction(c -> {
            @Nullable LocalDate today = MetricCopy.state(c).businessDate();
            if (today != null) {
                InForce.all(c).forEach(each -> check(c, each, today));
            }
            return true;
        });
    }

    private void check(Connection connection, InForce inForce, LocalDate today) {
        @Nullable Schedule schedule = schemes.get(connection, inForce.version()).calibrate();
        if (schedule != null && isDue(connection, inForce, schedule.lastUpTo(today))) {
            runs.submit(connection, new TierRunRequest(inForce.version().scheme(), true));
        }
    }

    /// The scheme's row is locked to the end of the transaction: who finds it locked leaves the scheme to another.
    /// What is asked after that sees what the one before has queued. A version that is active but not in force is
    /// for its owner to run.
    private static boolean isDue(Connection connection, InForce inForce, LocalDate date) {
        String scheme = inForce.version().scheme();
        boolean locked = Sql.first(
                        connection,
                        "select true from schemes where key = ? for update skip locked",
                        row -> true,
                        scheme)
                .isPresent();
        return locked
                && Sql.only(
                        connection,
                        """
                        select exists (select from calibrations c
                            where c.id = ? and (c.business_date is null or c.business_date < ?))
                          and exists (select from scheme_versions v
                            where v.scheme = ? and v.version = ? and v.state = 'ACTIVE')
                          and not exists (select from tier_runs r join operations o on o.id = r.id
                            where r.scheme = ? and r.calibrate
                              and (o.state in ('PENDING', 'RUNNING')
                                or o.state in ('FAILED', 'CANCELLED') and o.finished_at > now() - interval '1 hour'))""",
                        row -> row.getBoolean(1),
                        inForce.calibrationId(),
                        date,
                        scheme,
                        inForce.version().version(),
                        scheme);
    }
}
