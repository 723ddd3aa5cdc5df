package io.fenji.customer.mapping;

import io.fenji.customer.file.ReadingHints;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mapping document as written. [MappingVerifier] says whether it can be used.
@RegisterForReflection
public record Mapping(
        ImportType type,
        @Nullable String description,
        String source,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String decimalSeparator,
        @Nullable String sheet,
        List<Column> columns,
        @Nullable Map<String, String> defaults,
        @Nullable List<String> ignoredColumns,
        @Nullable List<SkipRule> skip,
        @Nullable MarkRule returns,
        @Nullable MarkRule cancellations) {

    /// One column and the field it fills.
    ///
    /// @param customField the key of the custom field where the field is `custom`
    @RegisterForReflection
    public record Column(
            String column,
            Field field,
            @Nullable String customField,
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

    /// How rows are marked as returns (besides negative quantities) or as cancelled: by the beginning of their
    /// order's key, by a value of a column, or by either.
    @RegisterForReflection
    public record MarkRule(
            @Nullable String orderKeyPrefix,
            @Nullable String column,
            @Nullable List<String> values) {}

    /// The custom fields that rows carry.
    public List<String> customFields() {
        return columns.stream()
                .map(Column::customField)
                .filter(Objects::nonNull)
                .toList();
    }

    public @Nullable String fallback(Field field) {
        return defaults == null ? null : defaults.get(field.key());
    }

    public List<String> ignored() {
        return ignoredColumns == null ? List.of() : ignoredColumns;
    }

    public List<SkipRule> skips() {
        return skip == null ? List.of() : skip;
    }

    /// The columns that the document names, mapped or ignored.
    public Set<String> knownColumns() {
        Set<String> known = new HashSet<>(ignored());
        columns.forEach(column -> known.add(column.column()));
        return known;
    }

    /// What the document says of the file; the rest is found out.
    public ReadingHints hints() {
        Set<String> optional = new HashSet<>(ignored());
        Set<String> numbers = new HashSet<>();
        Set<String> custom = new HashSet<>();
        for (Column column : columns) {
            if (column.isOptional()) {
                optional.add(column.column());
            }
            if (column.field().format().isDecimal()) {
                numbers.add(column.column());
            }
            if (column.customField() != null) {
                custom.add(column.column());
            }
        }
        return new ReadingHints(
                encoding,
                first(delimiter),
                first(quote),
                first(decimalSeparator),
                sheet,
                knownColumns(),
                optional,
                numbers,
                custom);
    }

    private static @Nullable Character first(@Nullable String text) {
        return text == null ? null : text.charAt(0);
    }

    /// Whether rows can carry the field at all.
    public boolean fills(Field field) {
        return fallback(field) != null || (field == Field.STATUS && cancellations != null) || reads(field);
    }

    /// Whether rows have values of their own.
    public boolean reads(Field field) {
        return columns.stream().anyMatch(column -> column.field() == field);
    }
}
