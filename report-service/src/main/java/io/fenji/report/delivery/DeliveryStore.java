package io.fenji.report.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Sql;
import io.fenji.report.delivery.Delivery.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Deliveries as rows. Everything runs in the caller's transaction.
@ApplicationScoped
class DeliveryStore {
    /// Longer than an attempt takes: whoever took it on has died when it is over.
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final String COLUMNS =
            "id, channel, target, state, attempts, next_attempt_at, failure, created_at, finished_at";

    /// A delivery that is ours for a while.
    ///
    /// @param attempts this one included
    record Claim(UUID id, UUID report, String target, EmailSettings settings, int attempts) {}

    private final ObjectMapper json;

    DeliveryStore(ObjectMapper json) {
        this.json = json;
    }

    /// One for each recipient.
    List<Delivery> add(Connection connection, UUID report, EmailSettings settings) {
        return Sql.list(
                connection,
                """
                insert into report_deliveries (report_id, channel, target, document)
                select ?, 'EMAIL', t.target, ?::jsonb from unnest(?::text[]) t(target)
                returning\s""" + COLUMNS,
                DeliveryStore::delivery,
                report,
                json.valueToTree(settings).toString(),
                Sql.array(connection, "text", settings.to(), address -> address));
    }

    /// Newest first, those before the id.
    List<Delivery> page(Connection connection, UUID report, @Nullable UUID before, int limit) {
        return Sql.list(connection, "select " + COLUMNS + """
                         from report_deliveries
                        where report_id = ? and (?::uuid is null or id < ?::uuid) order by id desc limit ?""", DeliveryStore::delivery, report, before, before, limit);
    }

    /// Takes on one that is due; others leave it alone meanwhile.
    Optional<Claim> claim(Connection connection) {
        return Sql.first(
                connection,
                """
                update report_deliveries set attempts = attempts + 1,
                  next_attempt_at = now() + ? * interval '1 second'
                where id = (select id from report_deliveries
                  where state = 'PENDING' and next_attempt_at <= now()
                  order by next_attempt_at limit 1 for update skip locked)
                returning id, report_id, target, document, attempts""",
                row -> new Claim(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        settings(row.getString(4)),
                        row.getInt(5)),
                LEASE.toSeconds());
    }

    /// Notes how the attempt ended, unless somebody else has begun another since.
    ///
    /// @param failure null when it went well
    /// @param pause until the next attempt; null when there is none
    void end(Connection connection, Claim claim, @Nullable String failure, @Nullable Duration pause) {
        State state = failure == null ? State.SUCCEEDED : pause == null ? State.FAILED : State.PENDING;
        Sql.update(
                connection,
                """
                update report_deliveries set state = ?, failure = ?,
                  next_attempt_at = case when ? = 'PENDING' then now() + ? * interval '1 millisecond' end,
                  finished_at = case when ? = 'PENDING' then null else now() end
                where id = ? and attempts = ? and state = 'PENDING'""",
                state.name(),
                failure,
                state.name(),
                pause == null ? 0L : pause.toMillis(),
                state.name(),
                claim.id(),
                claim.attempts());
    }

    private EmailSettings settings(String document) {
        try {
            return json.readValue(document, EmailSettings.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                State.valueOf(row.getString(4)),
                row.getInt(5),
                instant(row.getObject(6, OffsetDateTime.class)),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                instant(row.getObject(9, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
