package io.fenji.engine.document;

import java.util.List;

/// What came of reading a document other than a scheme.
///
/// @param <T> what it is a document of
public sealed interface DocumentReading<T> {

    /// The document has the right shape; whether it makes sense is for its verifier.
    @SuppressWarnings("AvoidCommonTypeNames") // Always read as DocumentReading.Readable.
    record Readable<T>(T value) implements DocumentReading<T> {}

    /// The document cannot be read, for these reasons (at least one, all errors).
    record Unreadable<T>(List<Finding> findings) implements DocumentReading<T> {
        public Unreadable {
            findings = List.copyOf(findings);
        }
    }

    /// A document that was read before it was stored, or is ours.
    ///
    /// @throws IllegalStateException when it cannot be read
    default T required() {
        return switch (this) {
            case Readable<T>(T value) -> value;
            case Unreadable<T>(List<Finding> findings) ->
                throw new IllegalStateException("A stored document cannot be read: " + findings);
        };
    }
}
