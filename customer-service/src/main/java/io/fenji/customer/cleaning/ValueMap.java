package io.fenji.customer.cleaning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.mapping.Field;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/// Values of a field that mean another one, such as `technolgy` → `technology`.
@RegisterForReflection
public record ValueMap(
        @NotNull Field field,

        @NotNull @Size(min = 1, max = 10_000)
        Map<@NotNull @Size(min = 1, max = 400) String, @NotNull @Size(min = 1, max = 400) String> values) {
    /// A map as it is kept.
    public record Stored(
            String name, ValueMap map, @JsonIgnore long version) {}
}
