package io.fenji.customer.duplicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.UUID;

/// Searches the whole base, the normal forms first; done twice changes nothing more. What is found stays in the session
/// and is stored portion by portion.
@ApplicationScoped
public class DuplicateSearch implements OperationHandler {
    static final String KIND = "duplicate-search";
    static final BigDecimal STANDARD_SCORE = new BigDecimal("0.75");

    private static final int VALIDATION_SECONDS = 5;

    private final Database database;
    private final PairSearch pairs;
    private final ObjectMapper json;

    DuplicateSearch(Database database, PairSearch pairs, ObjectMapper json) {
        this.database = database;
        this.pairs = pairs;
        this.json = json;
    }

    static UUID submit(Connection connection, OperationStore operations, ObjectMapper json, BigDecimal minimumScore) {
        return operations.submit(
                connection, KIND, json.createObjectNode().put("minimumScore", minimumScore.toPlainString()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        BigDecimal minimumScore =
                new BigDecimal(context.request().path("minimumScore").asText());
        context.progress("normalising", 0, null);
        return database.call(connection -> {
            AdvisoryLock.DUPLICATES.takeForSession(connection);
            try {
                return search(connection, context, minimumScore);
            } finally {
                // The connection goes back to the pool. One that is broken has lost both anyway.
                if (connection.isValid(VALIDATION_SECONDS)) {
                    Sql.execute(connection, "drop table if exists found_pairs");
                    AdvisoryLock.DUPLICATES.release(connection);
                }
            }
        });
    }

    private JsonNode search(Connection connection, OperationContext context, BigDecimal minimumScore) throws Exception {
        long normalised = MatchKeyRefresh.run(connection, context);
        if (normalised > 0) {
            Sql.execute(connection, "analyze customer_match_keys");
        }
        PairSearch.Result result = pairs.run(connection, context, minimumScore);
        return json.createObjectNode()
                .put("normalised", normalised)
                .put("compared", result.pairs())
                .put("candidates", result.candidates())
                .put("blocksLeftOut", result.leftOut().blocks())
                .put("largestBlock", result.leftOut().customers());
    }
}
