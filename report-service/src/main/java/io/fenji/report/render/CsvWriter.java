package io.fenji.report.render;

import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fenji.report.document.Cell;
import io.fenji.report.document.RowTable;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tables as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows Chinese letters. Numbers and dates
/// are
/// plain. A text that a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV injection).
public final class CsvWriter {
    private static final char MARK = '\ufeff';

    /// Half and full width; a line break may hide one that follows.
    private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

    private CsvWriter() {}

    public static void write(Table table, OutputStream out) throws IOException {
        write(
                new RowTable(
                        table.caption(),
                        table.columns(),
                        consumer -> table.rows().forEach(consumer)),
                out);
    }

    public static void write(RowTable table, OutputStream out) throws IOException {
        try (OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write(MARK);
            de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(writer);
            csv.writeRecord(table.columns().stream()
                    .map(Column::label)
                    .map(CsvWriter::harmless)
                    .toArray(String[]::new));
            String[] record = new String[table.columns().size()];
            Consumer<List<Cell>> each = cells -> {
                for (int i = 0; i < record.length; i++) {
                    record[i] = text(cells.get(i).value());
                }
                csv.writeRecord(record);
            };
            table.rows().accept(each);
            csv.flush();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /// The text as no spreadsheet takes it for a formula.
    static String harmless(String text) {
        String visible = Markup.visible(text);
        return startsDangerously(text) || startsDangerously(visible) ? "'" + visible : visible;
    }

    private static boolean startsDangerously(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> harmless(text);
            case LocalDate date -> date.toString();
            case Instant time -> time.toString();
            default -> Raw.number(value);
        };
    }
}
