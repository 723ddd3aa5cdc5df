package io.fenji.scoring.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationState;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.tier.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tier runs as rows beside their operation, which has the same id.
@ApplicationScoped
class TierRunStore {
    private static final String SELECT = """
            select r.id, r.scheme, r.scheme_version, r.calibration_id, o.state, o.phase, o.done, o.total,
              r.business_date, r.data_as_of, r.created_at, o.started_at, o.finished_at, r.caught_up, r.customers,
              r.in_population, r.tiered, r.changed, r.tiers, o.problem
            from tier_runs r join operations o on o.id = r.id
            """;

    private final Database database;
    private final OperationStore operations;
    private final ObjectMapper json;

    TierRunStore(Database database, OperationStore operations, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.json = json;
    }

    /// Queues a run in the surrounding transaction.
    ///
    /// @throws io.fenji.kit.problem.ProblemException 422 when nothing of the scheme is active or in force
    TierRun create(TierRunRequest request) {
        return database.call(c -> {
            if (InForce.of(c, request.scheme()).isEmpty()) {
                SchemeStore.requireActive(c, request.scheme());
            }
            return Sql.only(c, SELECT + "where r.id = ?", this::run, submit(c, request));
        });
    }

    /// Queues a run.
    UUID submit(Connection connection, TierRunRequest request) {
        UUID id = operations.submit(connection, TierRunOperation.KIND, json.valueToTree(request));
        Sql.update(
                connection,
                "insert into tier_runs (id, scheme, calibrate) values (?, ?, ?)",
                id,
                request.scheme(),
                request.calibrates());
        return id;
    }

    Optional<TierRun> find(UUID id) {
        return database.call(c -> Sql.first(c, SELECT + "where r.id = ?", this::run, id));
    }

    /// Newest first.
    ///
    /// @param before id of the last run of the page before
    List<TierRun> page(@Nullable String scheme, @Nullable String before, int limit) {
        StringBuilder where = new StringBuilder("where true");
        List<Object> values = new ArrayList<>();
        if (scheme != null) {
            where.append(" and r.scheme = ?");
            values.add(scheme);
        }
        if (before != null) {
            where.append(" and (r.created_at, r.id) < (select created_at, id from tier_runs where id = ?)");
            values.add(UUID.fromString(before));
        }
        values.add(limit);
        return database.call(c -> Sql.list(
                c, SELECT + where + " order by r.created_at desc, r.id desc limit ?", this::run, values.toArray()));
    }

    /// Whether the run's effect is there already: its operation may begin again after a crash.
    static boolean isDone(Connection connection, UUID id) {
        return Sql.only(
                connection,
                "select exists (select from tier_runs where id = ? and changed is not null)",
                row -> row.getBoolean(1),
                id);
    }

    static void finish(Connection connection, UUID id, RunOutcome outcome) {
        Sql.update(
                connection,
                """
                update tier_runs set scheme_version = ?, calibration_id = ?, business_date = ?, data_as_of = ?,
                  caught_up = ?, customers = ?, in_population = ?, tiered = ?, changed = ?, tiers = ?::jsonb
                where id = ?""",
                outcome.inForce().version().version(),
                outcome.inForce().calibrationId(),
                outcome.businessDate(),
                outcome.dataAsOf(),
                outcome.caughtUp(),
                outcome.counts().customers(),
                outcome.counts().inPopulation(),
                outcome.counts().tiered(),
                outcome.counts().changed(),
                outcome.tiers().toString(),
                id);
    }

    private TierRun run(ResultSet row) throws SQLException {
        long total = row.getLong(8);
        @Nullable Long knownTotal = row.wasNull() ? null : Long.valueOf(total);
        long changed = row.getLong(18);
        boolean done = !row.wasNull();
        return new TierRun(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, Integer.class),
                row.getObject(4, UUID.class),
                OperationState.valueOf(row.getString(5)),
                new Operation.Progress(row.getString(6), row.getLong(7), knownTotal),
                row.getObject(9, LocalDate.class),
                instant(row.getObject(10, OffsetDateTime.class)),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                instant(row.getObject(12, OffsetDateTime.class)),
                instant(row.getObject(13, OffsetDateTime.class)),
                row.getObject(14, Boolean.class),
                done ? new TierRun.Counts(row.getLong(15), row.getLong(16), row.getLong(17), changed) : null,
                tree(row.getString(19)),
                tree(row.getString(20)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
