package io.fenji.report.section;

import io.fenji.report.content.Insights.Group;
import io.fenji.report.content.Insights.TierTable;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Groups of customers by tier.
final class TierTables {
    private TierTables() {}

    static Table table(Subject subject, String key, String caption, String groupColumn, TierTable table) {
        List<Column> columns = new ArrayList<>();
        columns.add(subject.column(groupColumn, ValueType.TEXT));
        for (TierProfile tier : subject.content().distribution()) {
            columns.add(new Column(String.format(Locale.ROOT, "tier%d", columns.size()), tier.name(), ValueType.COUNT));
        }
        columns.add(subject.column("total", ValueType.COUNT));
        columns.add(subject.column("spend", ValueType.MONEY));
        List<List<Cell>> rows = new ArrayList<>();
        for (Group group : table.groups()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell(group.name(), group.named() ? null : "rest", null));
            group.byTier().forEach(each -> cells.add(each == 0 ? Cell.styled(0L, "zero") : Cell.of(each)));
            cells.add(Cell.of(group.customers()));
            cells.add(Cell.of(group.spend()));
            rows.add(cells);
        }
        return new Table(key, subject.text(caption), false, columns, rows, null);
    }
}
