package io.fenji.customer.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A metric's definition as it is written: any of it may be missing or wrong until [DefinitionVerifier] has seen it.
/// Texts are by language tag (`zh-CN`, `en`).
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricDocument(
        @Nullable String key,
        @Nullable Map<String, @Nullable String> name,
        @Nullable Map<String, @Nullable String> description,
        @Nullable String group,
        @Nullable String unit,
        @Nullable String source,
        @Nullable String aggregate,
        @Nullable String field,
        @Nullable List<@Nullable FilterCondition> filter,
        @Nullable String window) {

    public MetricDocument withKey(String newKey) {
        return new MetricDocument(newKey, name, description, group, unit, source, aggregate, field, filter, window);
    }
}
