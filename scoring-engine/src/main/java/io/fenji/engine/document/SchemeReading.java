package io.fenji.engine.document;

import io.fenji.engine.scheme.Scheme;
import java.util.List;

/// What came of reading a document.
public sealed interface SchemeReading {

    /// The document has the shape of a scheme; whether it makes sense is for the verifier.
    @SuppressWarnings("AvoidCommonTypeNames") // Always read as SchemeReading.Readable.
    record Readable(Scheme scheme) implements SchemeReading {}

    /// The document is no scheme, for these reasons (at least one, all errors).
    record Unreadable(List<Finding> findings) implements SchemeReading {
        public Unreadable {
            findings = List.copyOf(findings);
        }
    }
}
