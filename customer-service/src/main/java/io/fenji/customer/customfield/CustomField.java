package io.fenji.customer.customfield;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A declared field. Its values are texts, plain decimals without trailing zeros, or booleans, whatever was sent.
///
/// @param name by language tag
/// @param choices the values of a CHOICE, absent otherwise
/// @param analytic whether the metric feed carries its values
@RegisterForReflection
public record CustomField(
        String key,
        CustomFieldType type,
        @Nullable Map<String, String> name,
        @Nullable List<String> choices,
        boolean analytic,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    private static final int LONGEST_TEXT = 400;
    private static final int WHOLE_DIGITS = 12;
    private static final int FRACTION_DIGITS = 6;
    private static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /// The value that JSON is.
    ///
    /// @return null when it is none of this field
    public @Nullable Object value(JsonNode node) {
        return switch (type) {
            case TEXT, CHOICE, DATE -> node.isTextual() ? value(node.textValue()) : null;
            case NUMBER -> node.isNumber() ? number(node.decimalValue()) : null;
            case BOOLEAN -> node.isBoolean() ? (Object) node.booleanValue() : null;
        };
    }

    /// The value that a text in one of the forms of JSON is.
    ///
    /// @return null when it is none of this field
    public @Nullable Object value(String text) {
        return switch (type) {
            case TEXT -> text.isBlank() || text.length() > LONGEST_TEXT ? null : text;
            case CHOICE -> choices != null && choices.contains(text) ? text : null;
            case DATE -> date(text);
            case NUMBER -> text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?") ? number(new BigDecimal(text)) : null;
            case BOOLEAN -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : null;
        };
    }

    /// What a value must be, for people.
    public String rule() {
        return switch (type) {
            case TEXT -> "must be a text of 1 to 400 characters";
            case NUMBER -> "must be a number with at most 12 digits before and 6 after the point";
            case DATE -> "must be a date such as 2026-06-30, from 1800 to 2199";
            case BOOLEAN -> "must be true or false";
            case CHOICE -> "must be one of " + choices;
        };
    }

    private static @Nullable BigDecimal number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.precision() - plain.scale() <= WHOLE_DIGITS && plain.scale() <= FRACTION_DIGITS ? plain : null;
    }

    private static @Nullable String date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.isBefore(EARLIEST) || date.isAfter(LATEST) ? null : date.toString();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
