package io.fenji.report.schedule;

import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Schedules as rows. Everything runs in the caller's transaction.
@ApplicationScoped
class ScheduleStore {
    private static final String COLUMNS = """
            s.definition_id, s.cron, s.zone, s.paused, s.next_at, s.last_slot,
            (select t.report_id from report_slots t where t.definition_id = s.definition_id and t.slot = s.last_slot),
            s.created_at, s.updated_at, s.revision""";

    Optional<Schedule> find(Connection connection, UUID definition) {
        return Sql.first(
                connection,
                "select " + COLUMNS + " from report_schedules s where s.definition_id = ?",
                ScheduleStore::schedule,
                definition);
    }

    /// The schedule, and nobody else changes it until the transaction ends.
    Optional<Schedule> lock(Connection connection, UUID definition) {
        return Sql.first(
                connection,
                "select " + COLUMNS + " from report_schedules s where s.definition_id = ? for update of s",
                ScheduleStore::schedule,
                definition);
    }

    /// A schedule whose time has come, or that was computed in another zone, locked; those that others have locked or
    /// whose report before is still being made are left out.
    Optional<Schedule> lockDue(Connection connection, Instant now, ZoneId zone) {
        return Sql.first(
                connection,
                "select " + COLUMNS + """
                         from report_schedules s
                        where s.next_at is not null and (s.next_at <= ? or s.zone <> ?)
                          and not exists (select from report_slots t join operations o on o.id = t.report_id
                            where t.definition_id = s.definition_id and t.slot = s.last_slot
                              and o.state in ('PENDING', 'RUNNING'))
                        order by s.next_at limit 1 for update of s skip locked""",
                ScheduleStore::schedule,
                now.atOffset(ZoneOffset.UTC),
                zone.getId());
    }

    void put(Connection connection, UUID definition, ScheduleRequest request, ZoneId zone, @Nullable Instant nextAt) {
        Sql.update(connection, """
                insert into report_schedules (definition_id, cron, paused, zone, next_at) values (?, ?, ?, ?, ?)
                on conflict (definition_id) do update set cron = excluded.cron, paused = excluded.paused,
                  zone = excluded.zone, next_at = excluded.next_at, revision = report_schedules.revision + 1,
                  updated_at = now()""", definition, request.cron(), request.isPaused(), zone.getId(), time(nextAt));
    }

    void delete(Connection connection, UUID definition) {
        Sql.update(connection, "delete from report_schedules where definition_id = ?", definition);
    }

    /// Whether the slot was free; now it is not.
    boolean take(Connection connection, UUID definition, Instant slot, UUID report) {
        return Sql.update(connection, """
                        insert into report_slots (definition_id, slot, report_id) values (?, ?, ?)
                        on conflict (definition_id, slot) do nothing""", definition, time(slot), report) > 0;
    }

    /// Goes on to the next time.
    void advance(
            Connection connection, UUID definition, @Nullable Instant slot, ZoneId zone, @Nullable Instant nextAt) {
        Sql.update(connection, """
                update report_schedules set last_slot = coalesce(?, last_slot), zone = ?, next_at = ?
                where definition_id = ?""", time(slot), zone.getId(), time(nextAt), definition);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        return new Schedule(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                instant(row.getObject(5, OffsetDateTime.class)),
                instant(row.getObject(6, OffsetDateTime.class)),
                row.getObject(7, UUID.class),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getLong(10));
    }
}
