package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the fact feed, as it came: the state of a customer, or of a customer's month.
///
/// @param month null in a line about the customer itself
record FactItem(UUID customerId, @Nullable String month, JsonNode line) {

    /// Reads a line.
    ///
    /// @throws RuntimeException when the line is not what the contract says
    static FactItem of(JsonNode line) {
        String type = line.path("type").asText();
        if (!type.equals("customer") && !type.equals("month")) {
            throw new IllegalArgumentException("a fact that is neither a customer nor a month: " + type);
        }
        @Nullable String month = type.equals("month") ? line.path("month").asText() : null;
        return new FactItem(UUID.fromString(line.path("customerId").asText()), month, line);
    }

    boolean deleted() {
        return line.path("deleted").asBoolean(false);
    }
}
