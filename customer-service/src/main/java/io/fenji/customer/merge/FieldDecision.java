package io.fenji.customer.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which value survives in a field, and why.
///
/// @param value null when nobody has one
/// @param from whose value it is; null when nobody has one
@RegisterForReflection
public record FieldDecision(
        MergedField field,
        @Nullable JsonNode value,
        @Nullable UUID from,
        Rule rule,
        String reason) {
    public FieldDecision {
        // Jackson reads an absent tree as a null node.
        value = value == null || value.isNull() ? null : value;
    }

    /// Without the value, which may be personal.
    @Override
    public String toString() {
        return "FieldDecision[field=%s, from=%s]".formatted(field, from);
    }
}
