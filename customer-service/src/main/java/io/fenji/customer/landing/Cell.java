package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a field's text comes from and how it is read. Rows that stand together often say the same, so the last text in
/// which no rule found anything is remembered with its value.
final class Cell {
    private final Field field;
    private final int index;
    private final String column;
    private final Map<String, String> values;
    private final @Nullable String fallback;
    private final boolean required;
    private final CellFormat format;
    private final CellCleaner cleaner;
    private @Nullable String lastText;
    private @Nullable String lastValue;

    /// A cell.
    ///
    /// @param index of its column; −1 is the fallback alone
    Cell(
            Field field,
            int index,
            String column,
            Map<String, String> values,
            @Nullable String fallback,
            boolean required,
            CellFormat format,
            CellCleaner cleaner) {
        this.field = field;
        this.index = index;
        this.column = column;
        this.values = values;
        this.fallback = fallback;
        this.required = required;
        this.format = format;
        this.cleaner = cleaner;
    }

    Field field() {
        return field;
    }

    String column() {
        return column;
    }

    boolean isEmpty(Row row) {
        return text(sent(row)).isEmpty();
    }

    /// The row's value, null where empty.
    ///
    /// @param findings gets what the cleaning rules found
    /// @throws RefusedException when the text has no meaning for the field or a rule refuses it
    @Nullable
    String value(Row row, List<Finding> findings) {
        String sent = sent(row);
        if (sent.equals(lastText)) {
            return lastValue;
        }
        int found = findings.size();
        String value = read(text(sent), findings);
        if (findings.size() == found) {
            lastText = sent;
            lastValue = value;
        }
        return value;
    }

    private String sent(Row row) {
        List<String> texts = row.values();
        return index < 0 || index >= texts.size() ? "" : texts.get(index);
    }

    private String text(String sent) {
        String text = sent.strip();
        String replaced = values.isEmpty() ? text : values.getOrDefault(text, text);
        return replaced.isEmpty() && fallback != null ? fallback : replaced;
    }

    private @Nullable String read(String given, List<Finding> findings) {
        String text = cleaner.text(given, findings);
        if (text == null || text.isEmpty()) {
            if (required) {
                throw RefusedException.of(Refusal.MISSING_VALUE, column);
            }
            return null;
        }
        String value;
        try {
            value = format.read(text);
        } catch (RefusedException refused) {
            throw refused.inColumn(column);
        }
        return cleaner.value(value, findings);
    }
}
