package io.fenji.report.section;

import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Customers and spend of each tier.
final class DistributionSection {
    private static final Cell BLANK = Cell.styled(null, "blank");

    private final Subject subject;
    private final List<TierProfile> tiers;
    private final List<BigDecimal> customers;
    private final Optional<List<BigDecimal>> spend;

    private DistributionSection(Subject subject) {
        this.subject = subject;
        this.tiers = subject.content().distribution();
        this.customers = Shown.customers(tiers);
        this.spend = Shown.spend(tiers);
    }

    static Section of(Subject subject) {
        DistributionSection section = new DistributionSection(subject);
        boolean empty = subject.content().keyFigures().tiered() == 0;
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(subject.text(empty ? "distribution.empty" : "distribution.lead")));
        if (!empty) {
            blocks.add(section.chart());
        }
        blocks.add(section.table());
        if (section.spend.isEmpty() && !empty) {
            blocks.add(Paragraph.note(subject.text("share.none")));
        }
        return subject.section("distribution", blocks);
    }

    private Chart chart() {
        List<Series> series = new ArrayList<>();
        spend.ifPresent(shares -> series.add(new Series(
                subject.text("share.spend"),
                null,
                List.of(),
                List.copyOf(shares),
                tiers.stream()
                        .map(tier -> subject.formats().money(tier.spend()))
                        .toList())));
        series.add(new Series(
                subject.text("share.customers"),
                "muted-bar",
                List.of(),
                List.copyOf(customers),
                tiers.stream().map(tier -> Formats.count(tier.customers())).toList()));
        return new Chart(
                "distribution-chart",
                Chart.Kind.BARS,
                subject.texts().get("distribution.chart", subject.spendName()),
                ValueType.PERCENT,
                "",
                "",
                tiers.stream().map(TierProfile::name).toList(),
                tiers.stream()
                        .map(tier -> subject.tierColours().getOrDefault(tier.tier(), "tier-6"))
                        .toList(),
                series,
                List.of());
    }

    private Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            TierProfile tier = tiers.get(i);
            int at = i;
            rows.add(List.of(
                    subject.tier(tier.tier(), tier.name()),
                    Cell.of(tier.customers()),
                    Cell.of(customers.get(i)),
                    Cell.of(tier.spend()),
                    Cell.of(spend.map(shares -> shares.get(at)).orElse(null)),
                    Cell.of(tier.averageSpend()),
                    Cell.of(tier.averageOrders()),
                    Cell.of(tier.averageRecencyDays())));
        }
        return new Table(
                "distribution-table",
                subject.texts().get("distribution.table", subject.spendName()),
                false,
                List.of(
                        subject.column("tier", ValueType.TIER),
                        subject.column("customers", ValueType.COUNT),
                        subject.column("share", ValueType.PERCENT),
                        subject.column("spend", ValueType.MONEY),
                        subject.column("shareOfSpend", ValueType.PERCENT),
                        subject.column("averageSpend", ValueType.MONEY),
                        subject.column("averageOrders", ValueType.NUMBER),
                        subject.column("averageRecency", ValueType.NUMBER)),
                rows,
                total());
    }

    private List<Cell> total() {
        KeyFigures key = subject.content().keyFigures();
        return List.of(
                Cell.styled(subject.text("column.total"), "total"),
                Cell.of(key.tiered()),
                Cell.of(key.tiered() == 0 ? BigDecimal.ZERO : BigDecimal.ONE),
                Cell.of(key.spend()),
                Cell.of(spend.isEmpty() ? null : BigDecimal.ONE),
                Cell.of(key.averageSpend()),
                BLANK,
                BLANK);
    }
}
