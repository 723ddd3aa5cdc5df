package io.fenji.customer.cleaning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be set about a rule; each kind uses some of these.
@RegisterForReflection
public record RuleParameters(
        @Nullable String form,
        @Nullable Integer toleranceDays,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String method,
        @Nullable BigDecimal factor,
        @Nullable Integer minimumValues,
        @Nullable List<String> fields,
        @Nullable Map<String, String> defaults) {
    static final RuleParameters NONE = new RuleParameters(null, null, null, null, null, null, null, null, null);

    /// The names of those that are set.
    @JsonIgnore
    List<String> given() {
        List<String> given = new ArrayList<>();
        add(given, "form", form);
        add(given, "toleranceDays", toleranceDays);
        add(given, "min", min);
        add(given, "max", max);
        add(given, "method", method);
        add(given, "factor", factor);
        add(given, "minimumValues", minimumValues);
        add(given, "fields", fields);
        add(given, "defaults", defaults);
        return given;
    }

    private static void add(List<String> given, String name, @Nullable Object value) {
        if (value != null) {
            given.add(name);
        }
    }
}
