package io.fenji.report.section;

import io.fenji.report.content.Contribution;
import io.fenji.report.content.Contribution.ContributionStep;
import io.fenji.report.content.Contribution.CurvePoint;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The Pareto curve.
final class ContributionSection {
    private static final Set<Integer> SHOWN = Set.of(1, 10, 20);
    private static final int MARKED = 20;

    private final Subject subject;
    private final Contribution contribution;

    private ContributionSection(Subject subject) {
        this.subject = subject;
        this.contribution = subject.content().contribution();
    }

    static Section of(Subject subject) {
        ContributionSection section = new ContributionSection(subject);
        boolean empty = section.contribution.curve().isEmpty();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(
                subject.texts().get(empty ? "contribution.empty" : "contribution.lead", subject.spendName())));
        if (!empty) {
            blocks.add(section.figures());
            blocks.add(section.chart());
            blocks.add(section.table());
        }
        if (section.contribution.nonPositive() > 0) {
            blocks.add(Paragraph.note(
                    subject.texts().counted("contribution.nonPositive", section.contribution.nonPositive())));
        }
        return subject.section("contribution", blocks);
    }

    private KeyFigures figures() {
        List<Figure> figures = new ArrayList<>();
        for (ContributionStep step : contribution.steps()) {
            if (SHOWN.contains(percent(step))) {
                figures.add(new Figure(
                        subject.texts().get("contribution.tile", percent(step)),
                        ValueType.PERCENT,
                        step.shareOfSpend(),
                        subject.texts().counted("customers", step.customers())));
            }
        }
        if (contribution.gini() != null) {
            figures.add(subject.figure(
                    "contribution.gini",
                    ValueType.TEXT,
                    Formats.number(contribution.gini(), 3),
                    subject.text("contribution.gini.detail")));
        }
        return new KeyFigures(figures);
    }

    private Chart chart() {
        List<BigDecimal> x = new ArrayList<>(List.of(BigDecimal.ZERO));
        List<BigDecimal> y = new ArrayList<>(List.of(BigDecimal.ZERO));
        for (CurvePoint point : contribution.curve()) {
            x.add(point.shareOfCustomers());
            y.add(point.shareOfSpend());
        }
        return new Chart(
                "contribution-chart",
                Chart.Kind.CURVE,
                subject.texts().get("contribution.chart", subject.spendName()),
                ValueType.PERCENT,
                subject.text("contribution.x"),
                subject.text("contribution.y"),
                List.of(),
                List.of(),
                List.of(
                        new Series(subject.spendName(), "accent", x, List.copyOf(y), List.of()),
                        new Series(
                                subject.text("contribution.even"),
                                "faint",
                                List.of(BigDecimal.ZERO, BigDecimal.ONE),
                                List.of(BigDecimal.ZERO, BigDecimal.ONE),
                                List.of())),
                contribution.steps().stream()
                        .filter(step -> percent(step) == MARKED)
                        .map(step -> new Chart.Point(
                                step.shareOfCustomers(),
                                step.shareOfSpend(),
                                subject.texts()
                                        .get(
                                                "contribution.mark",
                                                subject.formats().percent(step.shareOfSpend()))))
                        .toList());
    }

    private Table table() {
        return new Table(
                "contribution-table",
                subject.texts().get("contribution.table", subject.spendName()),
                true,
                List.of(
                        new Column("top", subject.text("column.topCustomers"), ValueType.TEXT),
                        subject.column("customers", ValueType.COUNT),
                        subject.column("spend", ValueType.MONEY),
                        subject.column("shareOfSpend", ValueType.PERCENT)),
                contribution.steps().stream()
                        .map(step -> List.of(
                                Cell.of(subject.texts().get("contribution.tile", percent(step))),
                                Cell.of(step.customers()),
                                Cell.of(step.spend()),
                                Cell.of(step.shareOfSpend())))
                        .toList(),
                null);
    }

    private static int percent(ContributionStep step) {
        return step.shareOfCustomers().movePointRight(2).intValue();
    }
}
