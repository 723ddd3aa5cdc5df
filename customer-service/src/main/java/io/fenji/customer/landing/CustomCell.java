package io.fenji.customer.landing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.customfield.CustomField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the text of a cell as a value of its custom field.
final class CustomCell {
    private static final Map<String, String> BOOLEANS = Map.ofEntries(
            Map.entry("true", "true"),
            Map.entry("yes", "true"),
            Map.entry("y", "true"),
            Map.entry("1", "true"),
            Map.entry("是", "true"),
            Map.entry("false", "false"),
            Map.entry("no", "false"),
            Map.entry("n", "false"),
            Map.entry("0", "false"),
            Map.entry("否", "false"));

    private final CustomField field;
    private final CellFormat dates;
    private final boolean decimalComma;

    CustomCell(CustomField field, List<String> patterns, boolean decimalComma) {
        this.field = field;
        this.dates = CellFormat.dates(patterns);
        this.decimalComma = decimalComma;
    }

    /// A text that means yes or no.
    ///
    /// @throws RefusedException when it means neither
    static String truth(String text) {
        String truth = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        if (truth == null) {
            throw RefusedException.of(Refusal.INVALID_CODE, CellFormat.excerpt(text), List.of("true", "false"));
        }
        return truth;
    }

    /// Adds the value to its row's object.
    ///
    /// @throws RefusedException when the text is no value of the field
    void add(String text, ObjectNode values) {
        @Nullable Object value = field.value(plain(text));
        if (value == null) {
            throw RefusedException.of(Refusal.INVALID_CUSTOM_VALUE, CellFormat.excerpt(text), field.rule());
        }
        switch (value) {
            case String string -> values.put(field.key(), string);
            case Boolean bool -> values.put(field.key(), bool);
            case BigDecimal number -> values.put(field.key(), number);
            default -> throw new IllegalStateException("A value of type " + value.getClass());
        }
    }

    private String plain(String text) {
        return switch (field.type()) {
            case TEXT, CHOICE -> text;
            case NUMBER -> decimalComma ? Decimals.withPoint(text) : text;
            case DATE -> dates.read(text);
            case BOOLEAN -> BOOLEANS.getOrDefault(text.toLowerCase(Locale.ROOT), text);
        };
    }
}
