package io.fenji.report.section;

import io.fenji.report.content.Insights.Risk;
import io.fenji.report.content.Insights.Risks;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Customers whose loss would cost most.
final class RiskSection {
    private RiskSection() {}

    static Section of(Subject subject) {
        Risks risks = subject.content().insights().risks();
        List<Block> blocks = new ArrayList<>();
        if (risks.largest().isEmpty()) {
            blocks.add(Paragraph.lead(subject.text("risks.none")));
            return subject.section("risks", blocks);
        }
        blocks.add(Paragraph.lead(subject.texts()
                .counted(risks.modelled() ? "risks.model" : "risks.gap", risks.customers())
                .replace("{1}", subject.formats().money(risks.spend()))));
        if (risks.more()) {
            blocks.add(Paragraph.note(subject.text("risks.more")));
        }
        blocks.add(table(subject, risks));
        return subject.section("risks", blocks);
    }

    private static Table table(Subject subject, Risks risks) {
        List<Column> columns = new ArrayList<>(List.of(
                subject.column("customer", ValueType.TEXT),
                subject.column("key", ValueType.TEXT),
                subject.column("tier", ValueType.TIER)));
        if (risks.modelled()) {
            columns.add(subject.column("chance", ValueType.PERCENT));
        }
        columns.add(subject.column("recency", ValueType.COUNT));
        columns.add(subject.column("gap", ValueType.NUMBER));
        columns.add(subject.column(risks.modelled() ? "expectedLoss" : "spendOfYear", ValueType.MONEY));
        List<List<Cell>> rows = new ArrayList<>();
        for (Risk risk : risks.largest()) {
            TierProfile tier = subject.content().distribution().get(risk.rank() - 1);
            List<Cell> cells = new ArrayList<>();
            cells.add(CustomerSection.name(risk.label()));
            cells.add(Cell.of(risk.key()));
            cells.add(subject.tier(tier.tier(), tier.name()));
            if (risks.modelled()) {
                cells.add(Cell.of(risk.chance()));
            }
            cells.add(Cell.of(
                    risk.recency() == null
                            ? null
                            : risk.recency().setScale(0, RoundingMode.HALF_UP).longValue()));
            cells.add(Cell.of(risk.gap()));
            cells.add(Cell.of(risk.atRisk()));
            rows.add(cells);
        }
        return new Table("risks-table", subject.text("risks.table"), false, columns, rows, null);
    }
}
