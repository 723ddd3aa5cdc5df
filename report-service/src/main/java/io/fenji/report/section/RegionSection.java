package io.fenji.report.section;

import io.fenji.report.content.Regions;
import io.fenji.report.content.Regions.Kind;
import io.fenji.report.content.Regions.RegionRow;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Customers by region.
final class RegionSection {
    private final Subject subject;
    private final Regions regions;
    private final List<BigDecimal> customers;
    private final Optional<List<BigDecimal>> spend;

    private RegionSection(Subject subject) {
        this.subject = subject;
        this.regions = subject.content().regions();
        this.customers = Shown.customersOfRegions(regions.items());
        this.spend = Shown.spendOfRegions(regions.items());
    }

    static Section of(Subject subject) {
        RegionSection section = new RegionSection(subject);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(section.lead()));
        if (!section.regions.items().isEmpty()) {
            if (section.spend.isPresent()) {
                blocks.add(section.chart());
            }
            blocks.add(section.table());
            blocks.add(TierTables.table(
                    subject,
                    "regions-tiers",
                    "regions.tiers",
                    "region",
                    subject.content().insights().regions()));
        }
        return subject.section("regions", blocks);
    }

    private String lead() {
        if (regions.items().isEmpty()) {
            return subject.text(regions.regions() == 1 ? "regions.one" : "regions.empty");
        }
        return subject.texts()
                .get(
                        "regions.lead." + regions.level().name().toLowerCase(Locale.ROOT),
                        Formats.count(regions.regions()));
    }

    private Chart chart() {
        List<RegionRow> rows = regions.items();
        return new Chart(
                "regions-chart",
                Chart.Kind.BARS,
                subject.texts().get("regions.chart", subject.spendName()),
                ValueType.MONEY,
                "",
                "",
                rows.stream().map(RegionRow::name).toList(),
                rows.stream()
                        .map(row -> row.kind() == Kind.REGION ? "tier-2" : "muted-bar")
                        .toList(),
                List.of(new Series(
                        subject.spendName(),
                        null,
                        List.of(),
                        rows.stream().map(row -> row.spend().amount()).toList(),
                        rows.stream()
                                .map(row -> subject.texts().counted("customers", row.customers()))
                                .toList())),
                List.of());
    }

    private Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < regions.items().size(); i++) {
            RegionRow row = regions.items().get(i);
            int at = i;
            rows.add(List.of(
                    new Cell(row.name(), row.kind() == Kind.REGION ? null : "rest", null),
                    Cell.of(row.customers()),
                    Cell.of(customers.get(i)),
                    Cell.of(row.spend()),
                    Cell.of(spend.map(shares -> shares.get(at)).orElse(null)),
                    Cell.of(row.topTierCustomers())));
        }
        String best = subject.content().distribution().isEmpty()
                ? ""
                : subject.content().distribution().getFirst().name();
        return new Table(
                "regions-table",
                subject.texts().get("regions.table", subject.spendName()),
                true,
                List.of(
                        subject.column("region", ValueType.TEXT),
                        subject.column("customers", ValueType.COUNT),
                        subject.column("share", ValueType.PERCENT),
                        subject.column("spend", ValueType.MONEY),
                        subject.column("shareOfSpend", ValueType.PERCENT),
                        new Column("topTier", subject.texts().get("column.topTier", best), ValueType.COUNT)),
                rows,
                null);
    }
}
