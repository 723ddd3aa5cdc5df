package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Renders an RFC 9457 problem as one piece of text.
final class Problems {
    private static final int SHOWN = 3;

    private Problems() {}

    /// The members of a list by their keys, for a sentence.
    static String list(JsonNode page, String key) {
        List<String> names = new ArrayList<>();
        page.path("items").forEach(item -> names.add(item.path(key).asText()));
        return String.join(", ", names);
    }

    static String text(JsonNode problem) {
        StringBuilder text = new StringBuilder(
                problem.path("detail").asText(problem.path("title").asText("")));
        JsonNode errors = problem.path("errors");
        for (int i = 0; i < Math.min(SHOWN, errors.size()); i++) {
            JsonNode error = errors.get(i);
            text.append(i == 0 ? " [" : "; ").append(error.path("pointer").asText(""));
            text.append(' ').append(error.path("detail").asText(""));
        }
        if (!errors.isEmpty()) {
            text.append(errors.size() > SHOWN ? "; …]" : "]");
        }
        String code = problem.path("code").asText("");
        return code.isEmpty() ? text.toString() : text + " (" + code + ")";
    }
}
