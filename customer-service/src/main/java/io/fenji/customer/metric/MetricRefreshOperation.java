package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.value.Checks;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Recomputes the whole base as of a date, or moves it to another day, which is one transaction; a base that stands at
/// the date is computed in slices ([SliceWorkers]). Done twice it changes nothing more.
@ApplicationScoped
public class MetricRefreshOperation implements OperationHandler {
    static final String KIND = "metric-refresh";
    private static final String CHANGE_OF_DAY = "changeOfDay";
    private static final String CATALOGUE = "catalogue";

    /// Of tries: whether the last one ended as long ago as it takes until the next.
    private static final String NEXT_TRY = """
            max(finished_at) < now() - least(interval '1 minute' * 2 ^ least(count(*), 6), interval '1 hour')""";

    private final Database database;
    private final MetricRefresh refresh;
    private final ObjectMapper json;

    MetricRefreshOperation(Database database, MetricRefresh refresh, ObjectMapper json) {
        this.database = database;
        this.refresh = refresh;
        this.json = json;
    }

    static void check(LocalDate businessDate) {
        if (businessDate.isBefore(Checks.EARLIEST) || businessDate.isAfter(Checks.LATEST)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST,
                    "/businessDate",
                    "OUT_OF_RANGE",
                    "The business date must be between %s and %s".formatted(Checks.EARLIEST, Checks.LATEST));
        }
    }

    /// Queues a refresh of the whole base.
    ///
    /// @param businessDate null for the date at which the base stands when it runs
    static UUID submit(
            Connection connection, OperationStore operations, ObjectMapper json, @Nullable LocalDate businessDate) {
        ObjectNode request = json.createObjectNode();
        if (businessDate != null) {
            request.put("businessDate", businessDate.toString());
        }
        return submit(connection, operations, request);
    }

    /// Queues the change to another day, which computes only those whom it may change.
    static UUID submitChangeOfDay(
            Connection connection, OperationStore operations, ObjectMapper json, LocalDate businessDate) {
        return submit(
                connection,
                operations,
                json.createObjectNode()
                        .put("businessDate", businessDate.toString())
                        .put(CHANGE_OF_DAY, true));
    }

    /// Whether the last change to the day has failed, and as long ago as it takes until the next try.
    static boolean changeOfDayHasFailed(Connection connection, LocalDate businessDate) {
        return Sql.only(
                connection,
                """
                select coalesce(count(*) filter (where state = 'FAILED') = count(*) and %s, false)
                from operations
                where kind = ? and request ->> 'businessDate' = ? and (request ->> ?)::boolean""".formatted(NEXT_TRY),
                row -> row.getBoolean(1),
                KIND,
                businessDate.toString(),
                CHANGE_OF_DAY);
    }

    /// Queues a refresh that brings the vectors all metrics of this version's catalogue.
    static UUID submitCompletion(Connection connection, OperationStore operations, ObjectMapper json) {
        return submit(connection, operations, json.createObjectNode().put(CATALOGUE, MetricCatalogue.METRICS.size()));
    }

    /// Whether no such refresh is on its way, and the last one ended as long ago as it takes until the next try.
    ///
    /// @param atOnce whether to wait no longer than for one that is on its way
    static boolean completionIsDue(Connection connection, boolean atOnce) {
        return Sql.only(
                connection,
                """
                select coalesce(bool_and(state not in ('PENDING', 'RUNNING')) and (? or %s), true)
                from operations where kind = ? and (request ->> ?)::integer = ?""".formatted(NEXT_TRY),
                row -> row.getBoolean(1),
                atOnce,
                KIND,
                CATALOGUE,
                MetricCatalogue.METRICS.size());
    }

    private static UUID submit(Connection connection, OperationStore operations, ObjectNode request) {
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
        @Nullable
        LocalDate asked = context.request().has("businessDate")
                ? LocalDate.parse(context.request().path("businessDate").asText())
                : null;
        long customers = database.call(
                connection -> Sql.only(connection, "select count(*) from customers", row -> row.getLong(1)));
        LongConsumer progress = done -> context.progress("refreshing", done, customers);
        progress.accept(0);
        return database.transaction(connection -> {
            MetricRefresh.Outcome outcome =
                    asked != null && context.request().path(CHANGE_OF_DAY).asBoolean()
                            ? refresh.changeDay(connection, asked, progress)
                            : refresh.refreshAll(connection, asked, progress);
            return json.createObjectNode()
                    .put("businessDate", outcome.businessDate().toString())
                    .put("customers", outcome.customers())
                    .put("changed", outcome.changed());
        });
    }
}
