package io.fenji.customer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /// A column.
    ///
    /// @param choices what may be chosen, by code; empty for free values
    public record TemplateColumn(
            Field field, String header, String note, boolean required, Map<String, String> choices) {}

    /// The mapping's name, e.g. `template-customers-zh`.
    public String mappingName() {
        return "template-%s-%s"
                .formatted(type.key(), Locale.forLanguageTag(language).getLanguage());
    }

    /// Rows of people are of the source `manual`, unless they take an own mapping.
    public Mapping mapping() {
        List<Mapping.Column> mapped = new ArrayList<>();
        for (TemplateColumn column : columns) {
            Map<String, String> codes = new LinkedHashMap<>();
            column.choices().forEach((code, label) -> codes.put(label, code));
            mapped.add(new Mapping.Column(
                    column.header(),
                    column.field(),
                    null,
                    column.required() ? null : true,
                    switch (column.field().format()) {
                        case DATE -> DATES;
                        case TIME -> TIMES;
                        default -> null;
                    },
                    codes.isEmpty() ? null : codes));
        }
        return new Mapping(
                type,
                "The template for people who type (%s)".formatted(language),
                "manual",
                null,
                null,
                null,
                null,
                null,
                List.copyOf(mapped),
                null,
                null,
                null,
                null,
                null);
    }
}
