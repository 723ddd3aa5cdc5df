package io.fenji.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Labels and what selects by them.
final class Labels {
    private Labels() {}

    /// Whether labels have all of those that are asked for.
    static boolean match(JsonNode asked, JsonNode labels) {
        return asked.properties().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    /// Whether a label selector (`matchLabels`, `matchExpressions` with Exists) selects these labels.
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                && selector.path("matchExpressions")
                        .valueStream()
                        .allMatch(expression -> exists(expression)
                                && labels.containsKey(expression.path("key").asText()));
    }

    private static boolean exists(JsonNode expression) {
        if (!expression.path("operator").asText().equals("Exists")) {
            throw new AssertionError("Not understood here: " + expression);
        }
        return true;
    }
}
