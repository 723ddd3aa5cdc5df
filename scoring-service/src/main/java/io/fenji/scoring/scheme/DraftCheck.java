package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.verification.Catalogue;
import io.fenji.engine.verification.SchemeVerifier;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.metric.AttributeCatalogue;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.problem.ScoringProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Documents that are tried without being stored.
@ApplicationScoped
public class DraftCheck {
    private final SchemeStore store;
    private final MetricCatalogue catalogue;
    private final AttributeCatalogue attributes;
    private final Neighbours neighbours;

    DraftCheck(SchemeStore store, MetricCatalogue catalogue, AttributeCatalogue attributes, Neighbours neighbours) {
        this.store = store;
        this.catalogue = catalogue;
        this.attributes = attributes;
        this.neighbours = neighbours;
    }

    /// What customer-service knows.
    ///
    /// @param attributes null when that cannot be found out
    public record Known(Set<String> metrics, @Nullable Set<String> attributes) {}

    /// Asks customer-service, so not to be used while holding a lock.
    public Known known() {
        return new Known(catalogue.keys(), attributes.keys().orElse(null));
    }

    /// What a version says, whatever its state.
    public Optional<JsonNode> document(Connection connection, VersionId version) {
        return store.find(connection, version).map(SchemeVersionResponse::document);
    }

    /// The scheme of a document that could be activated.
    ///
    /// @param pointer where the document stands in the request
    /// @throws ProblemException 400 when it cannot be read, 422 when it has errors or belongs to another scheme
    public Scheme require(
            Connection connection, String key, JsonNode document, Known known, String pointer, Language language) {
        Scheme scheme = switch (SchemeReader.read(document)) {
            case SchemeReading.Readable readable -> readable.scheme();
            case SchemeReading.Unreadable unreadable ->
                throw Documents.problem(
                        ScoringProblem.SCHEME_MALFORMED,
                        "keep it from being read",
                        unreadable.findings(),
                        pointer,
                        language);
        };
        if (!scheme.key().equals(key)) {
            throw ProblemException.at(
                    ScoringProblem.KEY_MISMATCH,
                    pointer + "/key",
                    "KEY_MISMATCH",
                    "The document's key is '%s', the request says '%s'".formatted(scheme.key(), key));
        }
        List<Finding> findings = new SchemeVerifier(
                        new Catalogue(known.metrics, known.attributes, neighbours.of(connection, scheme)))
                .verify(scheme);
        if (findings.stream().anyMatch(Finding::isError)) {
            throw Documents.problem(
                    ScoringProblem.SCHEME_INVALID, "keep it from being simulated", findings, pointer, language);
        }
        return scheme;
    }
}
