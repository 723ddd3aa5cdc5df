package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.RecencyFrequency;
import io.fenji.report.content.RecencyFrequency.MapCell;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Chart;
import io.fenji.report.render.PageView.Column;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.text.Formats;
import java.util.ArrayList;
import java.util.List;

/// The recency × frequency map.
final class MapSection {
    private static final String ID = "recency-frequency";
    private static final int SHADES = 8;

    private final Presenter page;
    private final RecencyFrequency map;
    private final long most;

    MapSection(Presenter page) {
        this.page = page;
        this.map = page.content().recencyFrequency();
        this.most = map.cells().stream().mapToLong(MapCell::customers).max().orElse(0);
    }

    Section section() {
        boolean empty = most == 0;
        List<String> notes = map.withoutPurchase() == 0
                ? List.of()
                : List.of(page.texts().counted("map.without", map.withoutPurchase()));
        return new Section(
                page.entry(ID),
                page.text(empty ? "map.empty" : "map.lead"),
                List.of(),
                empty ? null : new Chart(ID, page.text("map.chart"), 400),
                empty ? List.of() : List.of(table()),
                notes);
    }

    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("recencyLabel", page.text("map.recency")).put("frequencyLabel", page.text("map.frequency"));
        data.put("most", most);
        ArrayNode recency = data.putArray("recency");
        map.recencyBands().forEach(recency::add);
        ArrayNode frequency = data.putArray("frequency");
        map.frequencyBands().forEach(frequency::add);
        ArrayNode cells = data.putArray("cells");
        for (MapCell cell : map.cells()) {
            cells.addObject()
                    .put("r", cell.recency())
                    .put("f", cell.frequency())
                    .put("n", cell.customers())
                    .put("customers", Formats.count(cell.customers()))
                    .put("customersText", page.texts().counted("customers", cell.customers()))
                    .put("spend", page.formats().compact(cell.spend()))
                    .put("spendText", page.formats().money(cell.spend()));
        }
        return data;
    }

    private Table table() {
        List<Column> columns = new ArrayList<>();
        columns.add(page.column("map.corner"));
        map.frequencyBands().forEach(band -> columns.add(new Column(band, "num")));
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < map.recencyBands().size(); r++) {
            int recency = r;
            rows.add(new Row(
                    Cell.text(map.recencyBands().get(r)),
                    map.cells().stream()
                            .filter(cell -> cell.recency() == recency)
                            .map(this::cell)
                            .toList()));
        }
        return new Table("recency-frequency-table", page.text("map.table"), true, columns, rows, null);
    }

    private Cell cell(MapCell cell) {
        return cell.customers() == 0
                ? new Cell("0", "num zero", null)
                : new Cell(
                        Formats.count(cell.customers()),
                        "num h" + Math.ceilDiv(cell.customers() * SHADES, most),
                        page.formats().compact(cell.spend()));
    }
}
