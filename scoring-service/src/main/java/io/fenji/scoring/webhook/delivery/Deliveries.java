package io.fenji.scoring.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.webhook.sending.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The log of deliveries. Everything runs in the caller's transaction.
@ApplicationScoped
class Deliveries {
    private static final String COLUMNS =
            "id, message_id, sequence, state, attempts, next_attempt_at, created_at, finished_at, log";

    private static final int LONGEST_LOG = 20;

    private final BusinessClock clock;
    private final ObjectMapper json;

    Deliveries(BusinessClock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /// Newest first.
    List<Delivery> page(
            Connection connection, UUID webhook, @Nullable DeliveryState state, @Nullable UUID before, int limit) {
        StringBuilder where = new StringBuilder("where webhook_id = ?");
        List<Object> values = new ArrayList<>(List.of(webhook));
        if (state != null) {
            where.append(" and state = ?");
            values.add(state.name());
        }
        if (before != null) {
            where.append(" and id < ?");
            values.add(before);
        }
        values.add(limit);
        return Sql.list(
                connection,
                "select " + COLUMNS + " from webhook_deliveries " + where + " order by id desc limit ?",
                this::delivery,
                values.toArray());
    }

    /// The delivery.
    ///
    /// @throws ProblemException 404 when the webhook has none of this id
    Delivery require(Connection connection, UUID webhook, UUID id) {
        return Sql.first(
                        connection,
                        "select " + COLUMNS + " from webhook_deliveries where webhook_id = ? and id = ?",
                        this::delivery,
                        webhook,
                        id)
                .orElseThrow(() -> ProblemException.notFound("There is no delivery %s of this webhook".formatted(id)));
    }

    /// Makes it due, as if it had never been tried.
    ///
    /// @throws ProblemException 409 for a test: it has no event
    Delivery replay(Connection connection, UUID webhook, UUID id) {
        if (require(connection, webhook, id).sequence() == null) {
            throw new ProblemException(
                    ScoringProblem.DELIVERY_NOT_REPLAYABLE, "A test is not sent again; send another one by `:test`");
        }
        return Sql.only(connection, """
                update webhook_deliveries set state = 'PENDING', attempts = 0, next_attempt_at = now(),
                  finished_at = null
                where webhook_id = ? and id = ?
                returning\s""" + COLUMNS, this::delivery, webhook, id);
    }

    /// Notes an end.
    ///
    /// @return false when it is not the attempt that is waited for: another instance, or a replay, came in between
    boolean end(Connection connection, UUID id, int attemptsBefore, DeliveryState state, Attempt attempt) {
        return note(connection, id, attemptsBefore, state, Duration.ZERO, attempt);
    }

    /// Notes a failure after which it is tried again.
    boolean retry(Connection connection, UUID id, int attemptsBefore, Duration pause, Attempt attempt) {
        return note(connection, id, attemptsBefore, DeliveryState.PENDING, pause, attempt);
    }

    private boolean note(
            Connection connection, UUID id, int attemptsBefore, DeliveryState state, Duration pause, Attempt attempt) {
        boolean pending = state == DeliveryState.PENDING;
        return Sql.update(
                        connection,
                        """
                        update webhook_deliveries set state = ?, attempts = attempts + 1,
                          next_attempt_at = case when ? then now() + ? * interval '1 millisecond' end,
                          finished_at = case when ? then null else now() end,
                          log = case when jsonb_array_length(log) < ? then log else log - 0 end || ?::jsonb
                        where id = ? and state = 'PENDING' and attempts = ?""",
                        state.name(),
                        pending,
                        pause.toMillis(),
                        pending,
                        LONGEST_LOG,
                        entry(attempt),
                        id,
                        attemptsBefore)
                > 0;
    }

    /// Whether anything has got through since the delivery was made.
    boolean anySucceededSince(Connection connection, UUID webhook, UUID delivery) {
        return Sql.only(connection, """
                select exists (
                  select from webhook_deliveries s
                  where s.webhook_id = ? and s.state = 'SUCCEEDED' and s.sequence is not null
                    and s.finished_at > (select created_at from webhook_deliveries where id = ?))""", row -> row.getBoolean(1), webhook, delivery);
    }

    /// A test that has been sent.
    void addTest(Connection connection, UUID webhook, String messageId, Attempt attempt) {
        Sql.update(
                connection,
                """
                insert into webhook_deliveries (webhook_id, message_id, state, attempts, finished_at, log)
                values (?, ?, ?, 1, now(), jsonb_build_array(?::jsonb))""",
                webhook,
                messageId,
                (attempt.succeeded() ? DeliveryState.SUCCEEDED : DeliveryState.FAILED).name(),
                entry(attempt));
    }

    private String entry(Attempt attempt) {
        Instant at = clock.now().minus(attempt.duration());
        try {
            return json.writeValueAsString(new Delivery.Entry(
                    at,
                    attempt.status(),
                    attempt.failure() == null ? null : attempt.failure().name(),
                    attempt.duration().toMillis()));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        try {
            return new Delivery(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    DeliveryState.valueOf(row.getString(4)),
                    row.getInt(5),
                    instant(row.getObject(6, OffsetDateTime.class)),
                    row.getObject(7, OffsetDateTime.class).toInstant(),
                    instant(row.getObject(8, OffsetDateTime.class)),
                    List.of(json.readValue(row.getString(9), Delivery.Entry[].class)));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
