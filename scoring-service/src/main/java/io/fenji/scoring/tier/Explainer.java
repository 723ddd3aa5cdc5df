package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.ExplanationJson;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;

/// Says why a customer has a tier: the engine explains the stored metrics by the frozen calibration, in one snapshot.
@ApplicationScoped
class Explainer {
    private final Database database;
    private final EvaluatedCustomers customers;
    private final ObjectMapper json;

    Explainer(Database database, EvaluatedCustomers customers, ObjectMapper json) {
        this.database = database;
        this.customers = customers;
        this.json = json;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when there is nothing to explain
    /// @throws IllegalStateException when the explanation does not come to the stored tier: a bug, never hidden
    ObjectNode explain(UUID customerId, String schemeKey) {
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            EvaluatedCustomer customer = customers.read(c, customerId, schemeKey);
            TierRow stored = customer.stored();
            Scheme scheme = customer.scheme();
            Explanation explanation = customer.evaluator().explain(customer.table(), 0, customer.situation());
            EvaluatedCustomers.requireAgreement(stored, explanation.standing());
            ObjectNode document = document(stored, scheme, explanation);
            if (document.path("override") instanceof ObjectNode override) {
                describeOverride(c, stored, override);
            }
            return document;
        });
    }

    private static void describeOverride(Connection connection, TierRow stored, ObjectNode override) {
        Sql.each(
                connection,
                1,
                "select id, reason, author, expires_on from (" + ManualTierRows.IN_FORCE
                        + ") o where customer_id = ? and scheme = ?",
                row -> {
                    override.put("id", row.getString(1)).put("reason", row.getString(2));
                    override.put("author", row.getString(3));
                    if (row.getString(4) != null) {
                        override.put("expiresOn", row.getString(4));
                    }
                },
                stored.customerId(),
                stored.version().scheme());
    }

    private ObjectNode document(TierRow stored, Scheme scheme, Explanation explanation) {
        ObjectNode document = json.createObjectNode();
        document.put("customerId", stored.customerId().toString());
        document.put("scheme", stored.version().scheme());
        document.put("schemeVersion", stored.version().version());
        if (stored.calibrationId() != null) {
            document.put("calibrationId", stored.calibrationId().toString());
        }
        document.put("computedAt", text(stored.computedAt()));
        document.put("dataAsOf", text(stored.dataAsOf()));
        document.put("businessDate", stored.businessDate().toString());
        ObjectNode parts = ExplanationJson.write(explanation);
        parts.remove("untiered");
        document.setAll(parts);
        if (stored.tier() != null) {
            document.set("tierName", json.valueToTree(TierAnswer.name(scheme, stored.tier())));
        }
        if (stored.outside() != null) {
            document.put("outside", stored.outside());
        }
        return document;
    }

    private static String text(Instant time) {
        return time.toString();
    }
}
