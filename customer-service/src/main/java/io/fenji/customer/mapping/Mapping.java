package io.fenji.customer.mapping;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping document as written. [MappingVerifier] says whether it can be used.
@RegisterForReflection
public record Mapping(
        ImportType type,
        @Nullable String description,
        String source,
        @Nullable String delimiter,
        List<Column> columns,
        @Nullable Map<String, String> defaults,
        @Nullable List<String> ignoredColumns,
        @Nullable List<SkipRule> skip,
        @Nullable ReturnRule returns) {

    /// One column and the field it fills.
    @RegisterForReflection
    public record Column(
            String column,
            Field field,
            @Nullable Boolean optional,
            @Nullable List<String> patterns,
            @Nullable Map<String, String> values) {
        public boolean isOptional() {
            return Boolean.TRUE.equals(optional);
        }
    }

    /// Rows that are left out without being refused.
    @RegisterForReflection
    public record SkipRule(String column, List<String> values) {}

    /// How return documents are marked besides negative quantities.
    @RegisterForReflection
    public record ReturnRule(String orderKeyPrefix) {}

    public @Nullable String fallback(Field field) {
        return defaults == null ? null : defaults.get(field.key());
    }

    public List<String> ignored() {
        return ignoredColumns == null ? List.of() : ignoredColumns;
    }

    public List<SkipRule> skips() {
        return skip == null ? List.of() : skip;
    }

    public char separator() {
        return delimiter == null ? ',' : delimiter.charAt(0);
    }

    /// Whether rows can carry the field at all.
    public boolean fills(Field field) {
        return fallback(field) != null || columns.stream().anyMatch(column -> column.field() == field);
    }
}
