package io.fenji.customer.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs of the retention rules: those that are asked for, and that of each day.
@ApplicationScoped
class RetentionRuns {
    private final Database database;
    private final OperationStore operations;
    private final ObjectMapper json;

    RetentionRuns(Database database, OperationStore operations, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.json = json;
    }

    UUID submit(Connection connection, boolean dryRun) {
        return operations.submit(
                connection, RetentionRun.KIND, json.createObjectNode().put("dryRun", dryRun));
    }

    /// Begins the day's run, unless no rule is switched on, the day has one or one has not ended yet.
    ///
    /// @return whether this was the first to ask
    boolean begin(LocalDate day) {
        return database.transaction(connection -> {
            // The primary key makes one instance the one that begins: the others wait for its row and find it.
            boolean first = Sql.update(connection, """
                    insert into retention_days (day)
                    select ? where exists (select from retention_rules where enabled)
                      and not exists (select from operations
                                      where kind = ? and state in ('PENDING', 'RUNNING') and request ->> 'dryRun' = 'false')
                    on conflict do nothing""", day, RetentionRun.KIND) > 0;
            if (first) {
                submit(connection, false);
            }
            return first;
        });
    }

    /// The latest first.
    List<Operation> list(@Nullable UUID after, int limit) {
        return database.call(connection ->
                Sql.list(connection, """
                        select id from operations where kind = ? and (?::uuid is null or id < ?::uuid)
                        order by id desc limit ?""", row -> row.getObject(1, UUID.class), RetentionRun.KIND, after, after, limit)
                        .stream()
                        .map(id -> operations.find(connection, id).orElseThrow())
                        .toList());
    }
}
