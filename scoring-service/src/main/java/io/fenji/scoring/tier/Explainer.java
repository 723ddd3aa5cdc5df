package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.explanation.ExplanationWords;
import io.fenji.engine.explanation.Facts;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.CalibrationStore;
import io.fenji.scoring.metric.CatalogueMetric;
import io.fenji.scoring.metric.MetricCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says why a customer has a tier: the engine explains the stored metrics by the frozen calibration, in one snapshot.
/// The database is let go before the metric catalogue is asked what metrics are called.
@ApplicationScoped
class Explainer {
    /// Times in words, in the business zone.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    /// The override that gives a tier.
    private record Given(
            UUID id, String reason, String author, @Nullable LocalDate expiresOn) {}

    /// @param given null without an override
    /// @param calibratedAt null where the scheme takes nothing from the base
    private record Read(
            EvaluatedCustomer customer,
            Explanation explanation,
            @Nullable Given given,
            @Nullable Instant calibratedAt) {}

    private final Database database;
    private final EvaluatedCustomers customers;
    private final MetricCatalogue catalogue;
    private final BusinessClock clock;
    private final ObjectMapper json;

    Explainer(
            Database database,
            EvaluatedCustomers customers,
            MetricCatalogue catalogue,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.customers = customers;
        this.catalogue = catalogue;
        this.clock = clock;
        this.json = json;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when there is nothing to explain
    /// @throws IllegalStateException when the explanation does not come to the stored tier: a bug, never hidden
    ObjectNode explain(UUID customerId, String schemeKey) {
        Read read = database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            return read(c, customers.read(c, customerId, schemeKey));
        });
        return document(read, CatalogueMetric.terms(catalogue.metrics().orElse(Map.of())));
    }

    private static Read read(Connection connection, EvaluatedCustomer customer) {
        TierRow stored = customer.stored();
        Explanation explanation = customer.evaluator().explain(customer.table(), 0, customer.situation());
        EvaluatedCustomers.requireAgreement(stored, explanation.standing());
        return new Read(
                customer,
                explanation,
                explanation.manual() == null ? null : given(connection, stored),
                stored.calibrationId() == null ? null : CalibrationStore.createdAt(connection, stored.calibrationId()));
    }

    private static @Nullable Given given(Connection connection, TierRow stored) {
        return Sql.first(
                        connection,
                        "select id, reason, author, expires_on from (" + ManualTierRows.IN_FORCE
                                + ") o where customer_id = ? and scheme = ?",
                        row -> new Given(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, LocalDate.class)),
                        stored.customerId(),
                        stored.version().scheme())
                .orElse(null);
    }

    private ObjectNode document(Read read, Terms terms) {
        TierRow stored = read.customer.stored();
        ObjectNode document = json.createObjectNode();
        document.put("customerId", stored.customerId().toString());
        document.put("scheme", stored.version().scheme());
        document.put("schemeVersion", stored.version().version());
        if (stored.calibrationId() != null) {
            document.put("calibrationId", stored.calibrationId().toString());
        }
        document.put("computedAt", stored.computedAt().toString());
        document.put("dataAsOf", stored.dataAsOf().toString());
        document.put("businessDate", stored.businessDate().toString());
        ObjectNode parts = ExplanationWords.write(read.explanation, read.customer.scheme(), terms, facts(read));
        parts.remove("untiered");
        document.setAll(parts);
        if (stored.tier() != null) {
            document.set("tierName", json.valueToTree(TierAnswer.name(read.customer.scheme(), stored.tier())));
        }
        read.customer
                .derived()
                .explain(read.customer.table(), 0, stored.businessDate())
                .ifPresent(values -> say(values.phrases(), document.putArray("valueWords")));
        if (stored.outside() != null) {
            document.put("outside", stored.outside());
        }
        if (document.path("override") instanceof ObjectNode node && read.given != null) {
            describe(read.given, node);
        }
        if (document.path("calibration") instanceof ObjectNode node && read.calibratedAt != null) {
            node.put("createdAt", read.calibratedAt.toString());
        }
        return document;
    }

    private static void say(List<Phrase> phrases, ArrayNode sentences) {
        for (Phrase phrase : phrases) {
            ObjectNode sentence = sentences.addObject();
            for (Language language : Language.values()) {
                sentence.put(language.tag(), phrase.in(language));
            }
        }
    }

    private Facts facts(Read read) {
        TierRow stored = read.customer.stored();
        return new Facts(
                stored.since().atZone(clock.zone()).toLocalDate(),
                read.given == null ? null : read.given.expiresOn,
                read.calibratedAt == null
                        ? null
                        : new Facts.Calibrated(
                                text(read.calibratedAt),
                                read.customer.evaluator().calibration().members()),
                new Facts.Freshness(text(stored.dataAsOf()), text(stored.computedAt()), stored.businessDate()));
    }

    private static void describe(Given given, ObjectNode node) {
        node.put("id", given.id.toString()).put("reason", given.reason);
        node.put("author", given.author);
        if (given.expiresOn != null) {
            node.put("expiresOn", given.expiresOn.toString());
        }
    }

    private String text(Instant time) {
        return TIME.format(time.atZone(clock.zone()));
    }
}
