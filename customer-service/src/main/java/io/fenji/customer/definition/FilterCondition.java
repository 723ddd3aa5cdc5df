package io.fenji.customer.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition on a field of the source: the field and one comparison.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilterCondition(
        @Nullable String field,
        @Nullable JsonNode is,
        @Nullable List<@Nullable String> in,
        @Nullable List<@Nullable String> notIn,
        @Nullable BigDecimal over,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal under,
        @Nullable BigDecimal atMost,
        @Nullable Boolean present) {

    public FilterCondition {
        // Jackson gives a node for nothing, too.
        is = is == null || is.isNull() || is.isMissingNode() ? null : is;
    }

    /// Names of the comparisons it has.
    List<String> comparisons() {
        List<String> names = new ArrayList<>();
        note(names, "is", is);
        note(names, "in", in);
        note(names, "notIn", notIn);
        note(names, "over", over);
        note(names, "atLeast", atLeast);
        note(names, "under", under);
        note(names, "atMost", atMost);
        note(names, "present", present);
        return names;
    }

    private static void note(List<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}
