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

/// Searches the whole base. Two transactions, the normal forms first; either done twice changes nothing more.
@ApplicationScoped
public class DuplicateSearch implements OperationHandler {
    static final String KIND = "duplicate-search";
    static final BigDecimal STANDARD_SCORE = new BigDecimal("0.75");

    private final Database database;
    private final PairSearch pairs;
    private final ObjectMapper json;

    DuplicateSearch(Database database, PairSearch pairs, ObjectMapper json) {
        this.database = database;
        this.pairs = pairs;
        this.json = json;
    }

    static UUID submit(Connection connection, OperationStore operations, ObjectMapper json, BigDecimal minimumScore) {
        UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        operations.submit(
                connection, id, KIND, json.createObjectNode().put("minimumScore", minimumScore.toPlainString()));
        return id;
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
        long normalised = database.transaction(connection -> {
            AdvisoryLock.DUPLICATES.take(connection);
            return MatchKeyRefresh.run(connection, context);
        });
        if (normalised > 0) {
            database.call(connection -> {
                Sql.execute(connection, "analyze customer_match_keys");
                return normalised;
            });
        }
        PairSearch.Result result = database.transaction(connection -> {
            AdvisoryLock.DUPLICATES.take(connection);
            return pairs.run(connection, context, minimumScore);
        });
        return json.createObjectNode()
                .put("normalised", normalised)
                .put("compared", result.pairs())
                .put("candidates", result.candidates())
                .put("blocksLeftOut", result.leftOut().blocks())
                .put("largestBlock", result.leftOut().customers());
    }
}
