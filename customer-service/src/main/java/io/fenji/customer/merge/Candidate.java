package io.fenji.customer.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// A customer whose values may survive.
///
/// @param row the row of `customers`
/// @param sources of its keys
record Candidate(UUID id, JsonNode row, Instant updatedAt, List<String> sources) {
    /// Without the row, which is personal.
    @Override
    public String toString() {
        return "Candidate[id=%s]".formatted(id);
    }

    boolean has(MergedField field) {
        return field.columns().stream().anyMatch(column -> hasValue(row.path(column)));
    }

    private static boolean hasValue(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !(value.isObject() && value.isEmpty());
    }

    long fieldsWithValue() {
        return Arrays.stream(MergedField.values()).filter(this::has).count();
    }

    int length(MergedField field) {
        String text = row.path(field.columns().getFirst()).asText("");
        return text.codePointCount(0, text.length());
    }

    /// The place of its best source in the list, the list's size when it has none of them.
    int place(List<String> order) {
        return sources.stream()
                .mapToInt(source -> order.indexOf(source) < 0 ? order.size() : order.indexOf(source))
                .min()
                .orElse(order.size());
    }
}
