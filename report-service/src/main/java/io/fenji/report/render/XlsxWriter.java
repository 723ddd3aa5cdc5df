package io.fenji.report.render;

import io.fenji.report.content.Money;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Document;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.RowTable;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.Terms;
import io.fenji.report.document.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// The workbook: a sheet for each section with its largest table on top, its header frozen and filtered, then a long
/// table over as many sheets as it needs. Texts are string cells, never formulas. The library has no charts: what they
/// show stands in the tables.
public final class XlsxWriter {
    /// Rows below the header that a sheet takes.
    static final int ROWS = 1_048_575;

    private static final int FLUSH = 1_000;
    private static final double WIDEST = 60;

    private final Workbook workbook;
    private final SheetNames names = new SheetNames();
    private final Document document;
    private final ZoneId zone;
    private final int most;

    private XlsxWriter(Workbook workbook, Document document, ZoneId zone, int most) {
        this.workbook = workbook;
        this.document = document;
        this.zone = zone;
        this.most = most;
    }

    /// Writes it; the rows of the long table pass through and are not kept.
    public static void write(Document document, @Nullable RowTable table, ZoneId zone, OutputStream out)
            throws IOException {
        write(document, table, zone, out, ROWS);
    }

    static void write(Document document, @Nullable RowTable table, ZoneId zone, OutputStream out, int most)
            throws IOException {
        Workbook workbook = new Workbook(out, "Fenji", null);
        workbook.properties().setTitle(Markup.visible(document.title() + " · " + document.subject()));
        XlsxWriter writer = new XlsxWriter(workbook, document, zone, most);
        for (Section section : document.sections()) {
            writer.section(section);
        }
        if (table != null) {
            writer.rows(table);
        }
        workbook.finish();
    }

    private void section(Section section) throws IOException {
        Worksheet sheet = workbook.newWorksheet(names.next(section.title()));
        text(sheet, 0, 0, section.title());
        sheet.style(0, 0).bold().fontSize(14).set();
        Optional<Table> largest = section.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .max(Comparator.comparingInt(table -> table.rows().size()));
        int row = 1;
        if (largest.isPresent()) {
            Table table = largest.get();
            row = table(sheet, table, row);
            sheet.freezePane(1, 2);
            if (!table.rows().isEmpty()) {
                sheet.setAutoFilter(
                        1, 0, 1 + table.rows().size(), table.columns().size() - 1);
            }
            row++;
        }
        for (Block block : section.blocks()) {
            row = block(sheet, block, row, largest.orElse(null));
        }
        sheet.finish();
    }

    private int block(Worksheet sheet, Block block, int start, @Nullable Table shown) {
        int row = start;
        switch (block) {
            case Paragraph paragraph -> text(sheet, row++, 0, paragraph.text());
            case Points points -> {
                if (points.title() != null) {
                    text(sheet, row, 0, points.title());
                    sheet.style(row++, 0).bold().set();
                }
                for (String item : points.items()) {
                    text(sheet, row++, 0, item);
                }
            }
            case KeyFigures figures -> {
                for (KeyFigures.Figure figure : figures.figures()) {
                    text(sheet, row, 0, figure.label());
                    value(sheet, row, 1, figure.type(), figure.value());
                    if (figure.detail() != null) {
                        text(sheet, row, 2, figure.detail());
                    }
                    row++;
                }
            }
            case Terms terms -> {
                for (Terms.Term term : terms.terms()) {
                    text(sheet, row, 0, term.term());
                    text(sheet, row++, 1, term.text());
                }
            }
            case Table table -> {
                if (table.equals(shown)) {
                    return row;
                }
                text(sheet, row, 0, table.caption());
                sheet.style(row++, 0).bold().set();
                row = table(sheet, table, row);
            }
            case Chart chart -> {
                return row;
            }
        }
        return row + 1;
    }

    /// @return the row below it
    private int table(Worksheet sheet, Table table, int start) {
        header(sheet, table.columns(), start);
        int row = start + 1;
        for (List<Cell> cells : table.rows()) {
            row(sheet, table.columns(), cells, row++, false);
        }
        if (table.total() != null) {
            row(sheet, table.columns(), table.total(), row, false);
            sheet.range(row, 0, row, table.columns().size() - 1).style().bold().merge();
            row++;
        }
        return row;
    }

    private void header(Worksheet sheet, List<Column> columns, int row) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            text(sheet, row, i, column.label());
            sheet.style(row, i).bold().fillColor("E3EFED").set();
            sheet.width(
                    i, Math.min(WIDEST, column.type() == ValueType.TEXT || column.type() == ValueType.TIER ? 22 : 16));
        }
    }

    private void rows(RowTable table) throws IOException {
        LongTable pages = new LongTable(table);
        table.rows().accept(pages::add);
        pages.end();
    }

    /// The sheets of a long table.
    private final class LongTable {
        private final RowTable table;
        private @Nullable Worksheet sheet;
        private int row;

        LongTable(RowTable table) {
            this.table = table;
        }

        void add(List<Cell> cells) {
            try {
                if (sheet == null || row > most) {
                    end();
                    sheet = begin();
                }
                row(sheet, table.columns(), cells, row++, true);
                if (row % FLUSH == 0) {
                    sheet.flush();
                }
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }

        private Worksheet begin() {
            Worksheet next = workbook.newWorksheet(names.next(table.title()));
            next.freezePane(0, 1);
            header(next, table.columns(), 0);
            row = 1;
            return next;
        }

        void end() throws IOException {
            if (sheet == null) {
                return;
            }
            sheet.setAutoFilter(0, 0, row - 1, table.columns().size() - 1);
            sheet.finish();
        }
    }

    private void row(Worksheet sheet, List<Column> columns, List<Cell> cells, int row, boolean inline) {
        for (int i = 0; i < cells.size(); i++) {
            @Nullable Object value = cells.get(i).value();
            if (inline && value instanceof String text) {
                // Shared texts would all be kept.
                sheet.inlineString(row, i, cut(text));
            } else {
                value(sheet, row, i, columns.get(i).type(), value);
            }
        }
    }

    private void value(Worksheet sheet, int row, int column, ValueType type, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String text -> text(sheet, row, column, text);
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Instant time -> {
                sheet.value(row, column, time.atZone(zone).toLocalDateTime());
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            default -> {
                sheet.value(row, column, Raw.decimal(value));
                format(type, value)
                        .ifPresent(format ->
                                sheet.style(row, column).format(format).set());
            }
        }
    }

    private Optional<String> format(ValueType type, Object value) {
        return switch (type) {
            case COUNT -> Optional.of("#,##0");
            case NUMBER -> Optional.of("#,##0.0");
            case PERCENT -> Optional.of("0.00%");
            case MONEY -> {
                String currency = value instanceof Money money ? money.currency() : document.currency();
                yield Optional.of(currency.equals("CNY") ? "\"¥\"#,##0.00" : "\"" + currency + "\" #,##0.00");
            }
            case TEXT, TIER, DATE, TIME -> Optional.empty();
        };
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, cut(text));
    }

    /// What a cell takes at most is 32,767 letters.
    private static String cut(String text) {
        String visible = Markup.visible(text);
        return visible.length() > 32_767 ? visible.substring(0, 32_766) + "…" : visible;
    }
}
