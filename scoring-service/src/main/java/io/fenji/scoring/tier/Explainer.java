package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.ExplanationJson;
import io.fenji.engine.evaluation.Score;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.scheme.SchemeVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says why a customer has a tier: the engine explains the stored metrics by the frozen calibration, in one snapshot.
@ApplicationScoped
class Explainer {
    private final Database database;
    private final SchemeVersions schemes;
    private final Evaluators evaluators;
    private final ObjectMapper json;

    Explainer(Database database, SchemeVersions schemes, Evaluators evaluators, ObjectMapper json) {
        this.database = database;
        this.schemes = schemes;
        this.evaluators = evaluators;
        this.json = json;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when there is nothing to explain
    /// @throws IllegalStateException when the explanation does not come to the stored tier: a bug, never hidden
    ObjectNode explain(UUID customerId, String schemeKey) {
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            TierRow stored = Sql.first(
                            c,
                            TierRow.SELECT + "where t.customer_id = ? and t.scheme = ?",
                            TierRow::read,
                            customerId,
                            schemeKey)
                    .orElseThrow(() -> TierReader.missing(c, customerId, schemeKey));
            Scheme scheme = schemes.get(c, stored.version());
            Evaluator evaluator = evaluators.get(c, stored.version(), stored.calibrationId());
            ExistingTiers existing =
                    InForce.of(c, schemeKey).map(InForce::existing).orElse(ExistingTiers.APPLY_NOW);
            Explanation explanation = explain(c, stored, scheme, evaluator, existing);
            requireAgreement(stored, explanation.standing());
            ObjectNode document = document(stored, scheme, explanation);
            if (document.path("override") instanceof ObjectNode override) {
                describeOverride(c, stored, override);
            }
            return document;
        });
    }

    private static Explanation explain(
            Connection connection, TierRow stored, Scheme scheme, Evaluator evaluator, ExistingTiers existing) {
        LoadedCustomers customer = CustomerLoader.one(connection, scheme, stored.customerId());
        return evaluator.explain(
                customer.table(), 0, customer.situation(scheme, stored.businessDate(), false, existing));
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

    private static void requireAgreement(TierRow stored, Standing standing) {
        @Nullable String tier = null;
        @Nullable String outside = null;
        switch (standing) {
            case Standing.Tiered tiered -> tier = tiered.tier();
            case Standing.Untiered untiered -> outside = Outside.of(untiered.reason());
        }
        long score = switch (standing.score()) {
            case Score.Scored scored -> Fixed.of(scored.value());
            case Score.Unscored unscored -> Evaluation.NO_SCORE;
        };
        long storedScore = stored.score() == null ? Evaluation.NO_SCORE : stored.score();
        if (!Objects.equals(tier, stored.tier())
                || !Objects.equals(outside, stored.outside())
                || score != storedScore) {
            throw new IllegalStateException("The explanation of customer %s in %s comes to %s, stored is %s"
                    .formatted(stored.customerId(), stored.version(), standing, stored));
        }
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
