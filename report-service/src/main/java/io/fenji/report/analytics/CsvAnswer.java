package io.fenji.report.analytics;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table as CSV (RFC 4180, UTF-8). A text that a spreadsheet would run as a formula gets an apostrophe before it.
final class CsvAnswer {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private CsvAnswer() {}

    static String of(Rows table) {
        StringBuilder csv = new StringBuilder(line(List.copyOf(table.columns())));
        table.rows().forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    private static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvAnswer::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String safe = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
