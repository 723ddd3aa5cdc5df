package io.fenji.customer.landing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.function.UnaryOperator;

/// A row as one line of CSV with comma, as refused rows are kept. PostgreSQL stores no U+0000; U+FFFD shows where one
/// was.
public final class RawRow {
    private static final Style KEPT = new Style(',', '"');

    /// How lines are written for others.
    public record Style(char separator, char quote) {}

    private RawRow() {}

    public static String write(List<String> values) {
        return write(values, KEPT);
    }

    public static String write(List<String> values, Style style) {
        return write(values, style, UnaryOperator.identity());
    }

    /// With an apostrophe before cells that a spreadsheet would run. These are quoted, so that the apostrophe is
    /// not taken for a quote.
    public static String guarded(List<String> values, Style style) {
        return write(values, style, FormulaGuard::guarded);
    }

    private static String write(List<String> values, Style style, UnaryOperator<String> guard) {
        StringBuilder row = new StringBuilder(120);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                row.append(style.separator());
            }
            String value = guard.apply(values.get(i));
            append(row, value, style, !value.equals(values.get(i)));
        }
        return row.toString();
    }

    public static List<String> read(String row) {
        if (row.isEmpty()) {
            return List.of("");
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(row)) {
            return reader.iterator().next().getFields();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static void append(StringBuilder row, String value, Style style, boolean alwaysQuoted) {
        boolean quoted = alwaysQuoted;
        boolean nul = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quoted |= c == style.separator() || c == style.quote() || c == '\n' || c == '\r';
            nul |= c == 0;
        }
        String text = nul ? value.replace('\0', '\ufffd') : value;
        if (quoted) {
            String quote = String.valueOf(style.quote());
            row.append(quote).append(text.replace(quote, quote + quote)).append(quote);
        } else {
            row.append(text);
        }
    }
}
