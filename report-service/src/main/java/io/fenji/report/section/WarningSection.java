package io.fenji.report.section;

import io.fenji.report.content.Insights.Overdue;
import io.fenji.report.content.Insights.Warnings;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Early warning.
final class WarningSection {
    private final Subject subject;
    private final List<Overdue> overdue;
    private final long customers;

    private WarningSection(Subject subject) {
        this.subject = subject;
        this.overdue = subject.content().insights().overdue();
        this.customers = overdue.stream().mapToLong(Overdue::customers).sum();
    }

    static Section of(Subject subject) {
        WarningSection section = new WarningSection(subject);
        @Nullable Warnings warnings = subject.content().insights().warnings();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(
                section.customers == 0
                        ? subject.text("warnings.none")
                        : subject.texts().counted("warnings.lead", section.customers)));
        if (section.customers > 0) {
            blocks.add(section.chart());
            blocks.add(section.table());
        }
        if (warnings == null) {
            blocks.add(Paragraph.note(subject.text("warnings.away")));
        } else if (warnings.kinds().isEmpty()) {
            blocks.add(Paragraph.note(subject.text("warnings.noneOpen")));
        } else {
            blocks.add(section.open(warnings));
            if (warnings.more()) {
                blocks.add(Paragraph.note(subject.text("warnings.more")));
            }
        }
        return subject.section("warnings", blocks);
    }

    private Chart chart() {
        return new Chart(
                "warnings-chart",
                Chart.Kind.BARS,
                subject.text("warnings.chart"),
                ValueType.MONEY,
                "",
                "",
                overdue.stream().map(Overdue::tier).toList(),
                overdue.stream()
                        .map(each -> Subject.colour(each.rank() - 1, overdue.size()))
                        .toList(),
                List.of(new Series(
                        subject.text("warnings.spend"),
                        null,
                        List.of(),
                        overdue.stream().map(each -> each.spend().amount()).toList(),
                        overdue.stream()
                                .map(each -> subject.texts().counted("customers", each.customers()))
                                .toList())),
                List.of());
    }

    private Table table() {
        return new Table(
                "warnings-overdue",
                subject.text("warnings.table"),
                true,
                List.of(
                        subject.column("tier", ValueType.TIER),
                        subject.column("overdue", ValueType.COUNT),
                        subject.column("shareOfTier", ValueType.PERCENT),
                        subject.column("spendOfYear", ValueType.MONEY)),
                overdue.stream()
                        .map(each -> List.of(
                                Cell.styled(each.tier(), Subject.colour(each.rank() - 1, overdue.size())),
                                Cell.of(each.customers()),
                                Cell.of(
                                        each.ofTier() == 0
                                                ? null
                                                : BigDecimal.valueOf(each.customers())
                                                        .divide(
                                                                BigDecimal.valueOf(each.ofTier()),
                                                                4,
                                                                RoundingMode.HALF_UP)),
                                Cell.of(each.spend())))
                        .toList(),
                null);
    }

    private Table open(Warnings warnings) {
        return new Table(
                "warnings-open",
                subject.text("warnings.open"),
                false,
                List.of(
                        subject.column("warning", ValueType.TEXT),
                        subject.column("high", ValueType.COUNT),
                        subject.column("medium", ValueType.COUNT),
                        subject.column("low", ValueType.COUNT)),
                warnings.kinds().stream()
                        .map(each -> List.of(
                                Cell.of(each.name()),
                                Cell.of(each.high()),
                                Cell.of(each.medium()),
                                Cell.of(each.low())))
                        .toList(),
                null);
    }
}
