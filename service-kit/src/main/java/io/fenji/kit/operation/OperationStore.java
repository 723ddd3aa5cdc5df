package io.fenji.kit.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Operations in the service's own database.
@ApplicationScoped
public class OperationStore {
    static final Duration LEASE = Duration.ofSeconds(15);
    /// Raised when an operation was queued.
    static final String SIGNAL = "operations";
    private static final String COLUMNS =
            "id, kind, state, phase, done, total, result, problem, created_at, started_at, finished_at";

    /// An operation that is ours for a while. Each time it is taken on it has another owner: work that stood still for
    /// so long that it was taken on anew, by this very instance perhaps, is no longer the owner's.
    record Lease(UUID id, UUID owner) {}

    /// An operation this instance has taken on.
    record Claim(Lease lease, String kind, JsonNode request, int attempt) {
        UUID id() {
            return lease.id();
        }
    }

    private final Database database;
    private final ObjectMapper json;

    OperationStore(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// Queues work in the caller's transaction; an instance takes it on as soon as that has committed.
    public void submit(Connection connection, UUID id, String kind, JsonNode request) {
        Sql.update(
                connection,
                "insert into operations (id, kind, request) values (?, ?, ?::jsonb)",
                id,
                kind,
                request.toString());
        Signals.raise(connection, SIGNAL);
    }

    /// The same under a new id.
    ///
    /// @return the id
    public UUID submit(Connection connection, String kind, JsonNode request) {
        UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        submit(connection, id, kind, request);
        return id;
    }

    public Optional<Operation> find(UUID id) {
        return database.call(c -> find(c, id));
    }

    public Optional<Operation> find(Connection connection, UUID id) {
        return Sql.first(connection, "select " + COLUMNS + " from operations where id = ?", this::operation, id);
    }

    /// Asks for an end; work that has begun stops at its next report.
    public void cancel(UUID id) {
        database.call(c -> Sql.update(c, """
                update operations
                set cancel_requested = true,
                    finished_at = case when state = 'PENDING' then now() end,
                    state = case when state = 'PENDING' then 'CANCELLED' else state end
                where id = ? and state in ('PENDING', 'RUNNING')""", id));
    }

    /// Takes on the oldest waiting operation, or one whose owner has gone.
    ///
    /// @param but kinds that are left to others
    Optional<Claim> claim(Collection<String> but) {
        UUID owner = UUID.randomUUID();
        return database.call(c -> Sql.first(
                c,
                """
                update operations
                set state = 'RUNNING', lease_owner = ?, lease_until = now() + ? * interval '1 second',
                    attempt = attempt + 1, started_at = coalesce(started_at, now())
                where id = (
                  select id from operations
                  where (state = 'PENDING' or (state = 'RUNNING' and lease_until < now()))
                    and kind <> all (?::text[])
                  order by created_at
                  for update skip locked
                  limit 1)
                returning id, kind, request, attempt""",
                row -> new Claim(
                        new Lease(row.getObject(1, UUID.class), owner),
                        row.getString(2),
                        tree(row.getString(3)),
                        row.getInt(4)),
                owner,
                LEASE.toSeconds(),
                but.toArray(String[]::new)));
    }

    /// Keeps the operation ours.
    ///
    /// @return false when the operation is no longer the owner's, or was cancelled
    boolean renew(Lease lease) {
        return database.call(
                        c -> Sql.first(c, """
                                update operations set lease_until = now() + ? * interval '1 second'
                                where id = ? and lease_owner = ? and state = 'RUNNING'
                                returning cancel_requested""", row -> row.getBoolean(1), LEASE.toSeconds(), lease.id(), lease.owner()))
                .map(cancelled -> !cancelled)
                .orElse(false);
    }

    /// Keeps the operation ours.
    ///
    /// @return false when the operation is no longer the owner's, or was cancelled
    boolean report(Lease lease, String phase, long done, @Nullable Long total) {
        return database.call(c -> Sql.first(
                        c,
                        """
                                update operations set phase = ?, done = ?, total = ?,
                                  lease_until = now() + ? * interval '1 second'
                                where id = ? and lease_owner = ? and state = 'RUNNING'
                                returning cancel_requested""",
                        row -> row.getBoolean(1),
                        phase,
                        done,
                        total,
                        LEASE.toSeconds(),
                        lease.id(),
                        lease.owner()))
                .map(cancelled -> !cancelled)
                .orElse(false);
    }

    void finish(Lease lease, OperationState state, @Nullable JsonNode result, @Nullable JsonNode problem) {
        database.call(c -> Sql.update(
                c,
                """
                update operations
                set state = ?, result = ?::jsonb, problem = ?::jsonb, finished_at = now(), lease_until = null,
                    done = case when ? = 'SUCCEEDED' then coalesce(total, done) else done end
                where id = ? and lease_owner = ? and state = 'RUNNING'""",
                state.name(),
                result == null ? null : result.toString(),
                problem == null ? null : problem.toString(),
                state.name(),
                lease.id(),
                lease.owner()));
    }

    private Operation operation(ResultSet row) throws SQLException {
        long total = row.getLong(6);
        Long knownTotal = row.wasNull() ? null : Long.valueOf(total);
        return new Operation(
                row.getObject(1, UUID.class),
                row.getString(2),
                OperationState.valueOf(row.getString(3)),
                new Operation.Progress(row.getString(4), row.getLong(5), knownTotal),
                nullableTree(row.getString(7)),
                nullableTree(row.getString(8)),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                instant(row.getObject(10, OffsetDateTime.class)),
                instant(row.getObject(11, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private @Nullable JsonNode nullableTree(@Nullable String text) {
        return text == null ? null : tree(text);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
