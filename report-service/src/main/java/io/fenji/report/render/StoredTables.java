package io.fenji.report.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tables of a report that was stored as JSON.
public final class StoredTables {
    private StoredTables() {}

    public static Optional<Table> find(JsonNode report, String key) {
        for (JsonNode section : report.path("sections")) {
            for (JsonNode block : section.path("blocks")) {
                if (block.path("block").asText().equals("TABLE")
                        && block.path("key").asText().equals(key)) {
                    return Optional.of(table(block));
                }
            }
        }
        return Optional.empty();
    }

    private static Table table(JsonNode block) {
        List<Column> columns = new ArrayList<>();
        block.path("columns")
                .forEach(column -> columns.add(new Column(
                        column.path("key").asText(),
                        column.path("label").asText(),
                        ValueType.valueOf(column.path("type").asText()))));
        List<List<Cell>> rows = new ArrayList<>();
        block.path("rows").forEach(row -> rows.add(cells(row, columns)));
        if (block.has("total")) {
            rows.add(cells(block.get("total"), columns));
        }
        return new Table(block.path("key").asText(), block.path("caption").asText(), false, columns, rows, null);
    }

    private static List<Cell> cells(JsonNode row, List<Column> columns) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(Cell.of(value(row.get(i), columns.get(i).type())));
        }
        return cells;
    }

    private static @Nullable Object value(JsonNode value, ValueType type) {
        if (value.isNull()) {
            return null;
        }
        return type.isNumeric() ? new BigDecimal(value.path("amount").asText(value.asText())) : value.asText();
    }
}
