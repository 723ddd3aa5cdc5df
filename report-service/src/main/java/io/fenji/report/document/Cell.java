package io.fenji.report.document;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// A cell: its raw value (`String`, `Long`, `BigDecimal`, `Money`, `LocalDate`, `Instant`) is all that data formats
/// show.
///
/// @param value null where there is none
/// @param style a colour of the style sheet, null for a plain cell
/// @param detail a smaller text below, null for none
public record Cell(
        @Nullable Object value,
        @Nullable String style,
        @Nullable String detail) {

    public static Cell of(@Nullable Object value) {
        return new Cell(value, null, null);
    }

    public static Cell styled(@Nullable Object value, String style) {
        return new Cell(value, style, null);
    }

    @JsonValue
    @Override
    public @Nullable Object value() {
        return value;
    }
}
