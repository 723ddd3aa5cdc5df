package io.fenji.customer.mapping;

import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.customfield.CustomFieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table for people who type, in one language, and the mapping by which it is imported.
///
/// @param words of the notes, by what they mean
public record ImportTemplate(
        ImportType type, String language, String title, List<TemplateColumn> columns, Map<String, String> words) {
    /// What people write as a date, beside the dates that workbooks have.
    private static final List<String> DATES = List.of(DatePattern.ISO, "yyyy-M-d", "yyyy/M/d", "yyyy年M月d日");

    private static final List<String> TIMES = List.of(
            DatePattern.ISO,
            "yyyy-M-d H:mm",
            "yyyy-M-d H:mm:ss",
            "yyyy/M/d H:mm",
            "yyyy/M/d H:mm:ss",
            "yyyy-M-d",
            "yyyy/M/d",
            "yyyy年M月d日");

    /// As mappings may have.
    private static final int MOST_COLUMNS = 200;

    /// What a download of refused rows adds.
    private static final Set<String> TAKEN = Set.of("line", "code", "reason");

    /// A column.
    ///
    /// @param custom the custom field that the column fills, if it does
    /// @param choices what may be chosen, by code; empty for free values
    public record TemplateColumn(
            Field field,
            @Nullable CustomField custom,
            String header,
            String note,
            boolean required,
            Map<String, String> choices) {
        Mapping.Column mapped() {
            Map<String, String> codes = new LinkedHashMap<>();
            if (custom == null) {
                choices.forEach((code, label) -> codes.put(label, code));
            }
            return new Mapping.Column(
                    header,
                    field,
                    custom == null ? null : custom.key(),
                    required ? null : true,
                    switch (field.format()) {
                        case DATE -> DATES;
                        case TIME -> TIMES;
                        case CUSTOM -> custom != null && custom.type() == CustomFieldType.DATE ? DATES : null;
                        default -> null;
                    },
                    codes.isEmpty() ? null : codes);
        }
    }

    /// The template with a column for each custom field.
    ImportTemplate with(List<CustomField> fields) {
        Set<String> headers = new HashSet<>(TAKEN);
        columns.forEach(column -> headers.add(column.header()));
        List<TemplateColumn> all = new ArrayList<>(columns);
        for (CustomField field :
                fields.stream().limit(MOST_COLUMNS - columns.size()).toList()) {
            String name = field.name() == null ? field.key() : field.name().getOrDefault(language, field.key());
            String header = headers.add(name) ? name : "%s (%s)".formatted(name, field.key());
            all.add(new TemplateColumn(
                    Field.CUSTOM,
                    field,
                    header,
                    words.getOrDefault("custom." + field.type(), ""),
                    false,
                    choices(field)));
        }
        return new ImportTemplate(type, language, title, List.copyOf(all), words);
    }

    private Map<String, String> choices(CustomField field) {
        Map<String, String> choices = new LinkedHashMap<>();
        if (field.choices() != null) {
            field.choices().forEach(choice -> choices.put(choice, choice));
        }
        if (field.type() == CustomFieldType.BOOLEAN) {
            List.of("yes", "no").forEach(word -> choices.put(word, words.getOrDefault(word, word)));
        }
        return choices;
    }

    /// The mapping's name, e.g. `template-customers-zh`.
    public String mappingName() {
        return "template-%s-%s"
                .formatted(type.key(), Locale.forLanguageTag(language).getLanguage());
    }

    /// Rows of people are of the source `manual`, unless they take an own mapping.
    public Mapping mapping() {
        return new Mapping(
                type,
                "The template for people who type (%s)".formatted(language),
                "manual",
                null,
                null,
                null,
                null,
                null,
                columns.stream().map(TemplateColumn::mapped).toList(),
                null,
                null,
                null,
                null,
                null);
    }
}
