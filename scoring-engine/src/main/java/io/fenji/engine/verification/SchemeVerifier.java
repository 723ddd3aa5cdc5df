package io.fenji.engine.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.Finding;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.Set;

/// Checks schemes against a metric catalogue. Immutable.
public final class SchemeVerifier {

    private final Set<String> catalogue;

    /// @param catalogue keys of the metrics that exist
    public SchemeVerifier(Set<String> catalogue) {
        this.catalogue = Set.copyOf(catalogue);
    }

    /// Reads and checks a document: all findings in document order, empty when there is nothing to
    /// say. The scheme may be used when none [is an error][Finding#isError()].
    public List<Finding> verify(JsonNode document) {
        throw new UnsupportedOperationException("not written yet: " + document.size());
    }

    /// Checks a scheme that has been read.
    public List<Finding> verify(Scheme scheme) {
        throw new UnsupportedOperationException("not written yet: " + scheme.key() + catalogue);
    }
}
