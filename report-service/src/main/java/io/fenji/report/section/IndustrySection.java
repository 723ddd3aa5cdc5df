package io.fenji.report.section;

import io.fenji.report.content.Insights.Group;
import io.fenji.report.content.Insights.TierTable;
import io.fenji.report.document.Block;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Customers by industry and tier.
final class IndustrySection {
    private IndustrySection() {}

    static Section of(Subject subject) {
        TierTable table = subject.content().insights().industries();
        List<Block> blocks = new ArrayList<>();
        if (table.known() == 0) {
            blocks.add(Paragraph.lead(subject.text("industries.empty")));
        } else {
            blocks.add(Paragraph.lead(subject.texts().counted("industries.lead", table.known())));
            if (table.groups().stream().anyMatch(group -> group.spend().amount().signum() > 0)) {
                blocks.add(chart(subject, table.groups()));
            }
            blocks.add(TierTables.table(subject, "industries-tiers", "industries.tiers", "industry", table));
        }
        return subject.section("industries", blocks);
    }

    private static Chart chart(Subject subject, List<Group> groups) {
        return new Chart(
                "industries-chart",
                Chart.Kind.BARS,
                subject.texts().get("industries.chart", subject.spendName()),
                ValueType.MONEY,
                "",
                "",
                groups.stream().map(Group::name).toList(),
                groups.stream()
                        .map(group -> group.named() ? "tier-2" : "muted-bar")
                        .toList(),
                List.of(new Series(
                        subject.spendName(),
                        null,
                        List.of(),
                        groups.stream().map(group -> group.spend().amount()).toList(),
                        groups.stream()
                                .map(group -> subject.texts().counted("customers", group.customers()))
                                .toList())),
                List.of());
    }
}
