package io.fenji.engine.document;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads scheme documents. Stateless.
public final class SchemeReader {

    private SchemeReader() {}

    /// Reads a document given as JSON text. Text that is no JSON is one finding `MALFORMED_JSON`.
    public static SchemeReading read(String json) {
        throw new UnsupportedOperationException("not written yet: " + json.length());
    }

    /// Reads a document given as a tree; numbers should have been parsed as decimals
    /// (`DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS`).
    public static SchemeReading read(JsonNode document) {
        throw new UnsupportedOperationException("not written yet: " + document.size());
    }
}
