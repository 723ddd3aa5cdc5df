package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.UUID;

/// Puts a version of a user-defined metric in force and computes the base with it, or without one that was deleted. One
/// transaction: nobody sees the metric before everybody has it, and an end before leaves nothing behind.
@ApplicationScoped
class MetricBackfillOperation implements OperationHandler {
    private static final String KIND = "metric-backfill";

    private final Database database;
    private final MetricRefresh refresh;
    private final DefinitionStore store;
    private final ObjectMapper json;

    MetricBackfillOperation(Database database, MetricRefresh refresh, DefinitionStore store, ObjectMapper json) {
        this.database = database;
        this.refresh = refresh;
        this.store = store;
        this.json = json;
    }

    /// Queues the work.
    ///
    /// @param request `key` and `version`; nothing to compute without a deleted metric
    static UUID submit(Connection connection, OperationStore operations, ObjectNode request) {
        UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        operations.submit(connection, id, KIND, request);
        return id;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        JsonNode request = context.request();
        long customers = database.call(
                connection -> Sql.only(connection, "select count(*) from customers", row -> row.getLong(1)));
        context.progress("back-filling", 0, customers);
        return database.transaction(connection -> {
            MetricRefresh.lockBase(connection);
            ObjectNode result = json.createObjectNode();
            if (request.has("key")) {
                String key = request.path("key").asText();
                long version = request.path("version").asLong();
                result.put("key", key).put("version", version);
                if (store.putInForce(connection, key, version).isEmpty()) {
                    // Deleted or replaced while it waited, or put in force before a crash.
                    return result.put("customers", 0).put("changed", 0);
                }
            }
            MetricRefresh.Outcome outcome =
                    refresh.wholeBase(connection, null, done -> context.progress("back-filling", done, customers));
            // Another phase is reported at once: the last moment to cancel.
            context.progress("committing", customers, customers);
            return result.put("businessDate", outcome.businessDate().toString())
                    .put("customers", outcome.customers())
                    .put("changed", outcome.changed());
        });
    }
}
