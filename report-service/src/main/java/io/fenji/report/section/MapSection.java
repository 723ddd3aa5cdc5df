package io.fenji.report.section;

import io.fenji.report.content.RecencyFrequency;
import io.fenji.report.content.RecencyFrequency.MapCell;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The recency × frequency map.
final class MapSection {
    private static final int SHADES = 8;

    private final Subject subject;
    private final RecencyFrequency map;
    private final long most;

    private MapSection(Subject subject) {
        this.subject = subject;
        this.map = subject.content().recencyFrequency();
        this.most = map.cells().stream().mapToLong(MapCell::customers).max().orElse(0);
    }

    static Section of(Subject subject) {
        MapSection section = new MapSection(subject);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(subject.text(section.most == 0 ? "map.empty" : "map.lead")));
        if (section.most > 0) {
            blocks.add(section.chart());
            blocks.add(section.table());
        }
        if (section.map.withoutPurchase() > 0) {
            blocks.add(Paragraph.note(subject.texts().counted("map.without", section.map.withoutPurchase())));
        }
        return subject.section("recency-frequency", blocks);
    }

    private Chart chart() {
        List<Series> rows = new ArrayList<>();
        for (int r = 0; r < map.recencyBands().size(); r++) {
            List<MapCell> cells = row(r);
            rows.add(new Series(
                    map.recencyBands().get(r),
                    null,
                    List.of(),
                    cells.stream()
                            .map(cell -> BigDecimal.valueOf(cell.customers()))
                            .toList(),
                    cells.stream()
                            .map(cell -> cell.customers() == 0
                                    ? ""
                                    : subject.formats().compact(cell.spend()))
                            .toList()));
        }
        return new Chart(
                "recency-frequency-chart",
                Chart.Kind.HEAT,
                subject.text("map.chart"),
                ValueType.COUNT,
                subject.text("map.frequency"),
                subject.text("map.recency"),
                map.frequencyBands(),
                List.of(),
                rows,
                List.of());
    }

    private Table table() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("recency", subject.text("map.corner"), ValueType.TEXT));
        for (String band : map.frequencyBands()) {
            columns.add(new Column(String.format(Locale.ROOT, "frequency%d", columns.size()), band, ValueType.COUNT));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < map.recencyBands().size(); r++) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(map.recencyBands().get(r)));
            row(r).forEach(cell -> cells.add(cell(cell)));
            rows.add(cells);
        }
        return new Table("recency-frequency-table", subject.text("map.table"), true, columns, rows, null);
    }

    private List<MapCell> row(int recency) {
        return map.cells().stream().filter(cell -> cell.recency() == recency).toList();
    }

    private Cell cell(MapCell cell) {
        return cell.customers() == 0
                ? Cell.styled(0L, "zero")
                : new Cell(
                        cell.customers(),
                        "h" + Math.ceilDiv(cell.customers() * SHADES, most),
                        subject.formats().compact(cell.spend()));
    }
}
