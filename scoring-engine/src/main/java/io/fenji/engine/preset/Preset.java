package io.fenji.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.scheme.Scheme;

/// A ready-made scheme.
///
/// @param document the scheme document, to copy and change; treat it as read-only (or `deepCopy()`
///     it)
/// @param scheme the same, read; key, name and description are the preset's
public record Preset(JsonNode document, Scheme scheme) {

    public String key() {
        return scheme.key();
    }
}
