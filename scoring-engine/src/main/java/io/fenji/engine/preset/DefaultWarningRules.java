package io.fenji.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;

/// The warning rules in force until somebody puts others in their place.
public final class DefaultWarningRules {

    private DefaultWarningRules() {}

    /// The document, to copy and change.
    public static JsonNode document() {
        return Resources.document("warnings/default-rules.json");
    }
}
