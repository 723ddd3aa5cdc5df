package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.segment.SegmentSet;
import io.fenji.engine.verification.Catalogue;
import io.fenji.engine.verification.SegmentSetVerifier;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.Documents;
import io.fenji.scoring.scheme.Neighbours;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Saves segment sets, checked, and asks for the work that puts them in force.
@ApplicationScoped
class SegmentSetEditor {
    private final Database database;
    private final MetricCatalogue catalogue;
    private final Neighbours neighbours;
    private final SegmentEvaluation evaluation;
    private final BusinessClock clock;
    private final ObjectMapper json;

    SegmentSetEditor(
            Database database,
            MetricCatalogue catalogue,
            Neighbours neighbours,
            SegmentEvaluation evaluation,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.catalogue = catalogue;
        this.neighbours = neighbours;
        this.evaluation = evaluation;
        this.clock = clock;
        this.json = json;
    }

    List<Finding> findings(JsonNode document) {
        return switch (SegmentSetReader.read(document)) {
            case DocumentReading.Readable<SegmentSet>(SegmentSet set) -> verify(set);
            case DocumentReading.Unreadable<SegmentSet>(List<Finding> findings) -> findings;
        };
    }

    /// In the transaction of the idempotency key.
    SegmentSetResponse create(JsonNode document, Language language) {
        SegmentSet set = check(document, language);
        return response(database.call(c -> SegmentSetStore.insert(
                c, set, document.toString(), evaluation.submit(c, set.key(), false), clock.now())));
    }

    SegmentSetResponse replace(String key, JsonNode document, @Nullable String ifMatch, Language language) {
        SegmentSet set = check(document, language);
        if (!set.key().equals(key)) {
            throw ProblemException.at(
                    ScoringProblem.KEY_MISMATCH,
                    "/key",
                    "KEY_MISMATCH",
                    "The document's key is '%s', the address says '%s'".formatted(set.key(), key));
        }
        return response(database.transaction(c -> {
            requireMatch(c, key, ifMatch);
            return SegmentSetStore.replace(c, set, document.toString(), evaluation.submit(c, key, false), clock.now());
        }));
    }

    void delete(String key, @Nullable String ifMatch) {
        database.transaction(c -> {
            requireMatch(c, key, ifMatch);
            SegmentSetStore.delete(c, key);
            return evaluation.submit(c, key, false);
        });
    }

    /// In the transaction of the idempotency key.
    ///
    /// @return the operation's id
    UUID calibrate(Connection connection, String key) {
        lock(connection, key);
        UUID operation = evaluation.submit(connection, key, true);
        SegmentSetStore.operation(connection, key, operation);
        return operation;
    }

    SegmentSetResponse response(SegmentSetRow row) {
        try {
            return SegmentSetResponse.from(row, json.readTree(row.document()));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    static ProblemException missing(String key) {
        return ProblemException.notFound("There is no segment set '%s'".formatted(key));
    }

    private static void requireMatch(Connection connection, String key, @Nullable String ifMatch) {
        EntityTags.requireMatch(ifMatch, lock(connection, key).revision());
    }

    private static SegmentSetRow lock(Connection connection, String key) {
        return SegmentSetStore.lock(connection, key).orElseThrow(() -> missing(key));
    }

    private SegmentSet check(JsonNode document, Language language) {
        SegmentSet set = read(document, language);
        List<Finding> findings = verify(set);
        if (findings.stream().anyMatch(Finding::isError)) {
            throw Documents.problem(ScoringProblem.SEGMENT_SET_INVALID, "keep it from being saved", findings, language);
        }
        return set;
    }

    private List<Finding> verify(SegmentSet set) {
        Set<String> metrics = catalogue.keys();
        return new SegmentSetVerifier(new Catalogue(
                        metrics, database.call(c -> neighbours.of(c, Scheme.reading(set.conditions())))))
                .verify(set);
    }

    private static SegmentSet read(JsonNode document, Language language) {
        return switch (SegmentSetReader.read(document)) {
            case DocumentReading.Readable<SegmentSet>(SegmentSet set) -> set;
            case DocumentReading.Unreadable<SegmentSet>(List<Finding> findings) ->
                throw Documents.problem(
                        ScoringProblem.SEGMENT_SET_MALFORMED, "keep it from being read", findings, language);
        };
    }
}
