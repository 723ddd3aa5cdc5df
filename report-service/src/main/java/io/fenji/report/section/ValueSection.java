package io.fenji.report.section;

import io.fenji.report.content.Insights;
import io.fenji.report.content.Insights.BackTest;
import io.fenji.report.content.Insights.BackTestClass;
import io.fenji.report.content.Insights.ValueOutlook;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the value models expect, and how right they were.
final class ValueSection {
    private ValueSection() {}

    static Section of(Subject subject) {
        Insights insights = subject.content().insights();
        @Nullable ValueOutlook value = insights.value();
        List<Block> blocks = new ArrayList<>();
        if (value == null) {
            blocks.add(Paragraph.lead(subject.text(insights.valueKnown() ? "value.none" : "value.away")));
            return subject.section("value-outlook", blocks);
        }
        blocks.add(Paragraph.lead(subject.texts()
                .get(
                        "value.lead",
                        value.model(),
                        subject.formats().date(value.asOf()),
                        subject.texts().counted("customers", value.customers()),
                        Formats.count(value.repeaters()))));
        if (value.backTest() == null) {
            blocks.add(Paragraph.note(subject.text("value.untested")));
        } else {
            backTest(subject, value.backTest(), blocks);
        }
        if (!value.reasons().isEmpty()) {
            blocks.add(new Points(Points.Role.FINDINGS, subject.text("value.reasons"), value.reasons()));
        }
        return subject.section("value-outlook", blocks);
    }

    private static void backTest(Subject subject, BackTest test, List<Block> blocks) {
        blocks.add(new KeyFigures(List.of(
                new Figure(
                        subject.text("value.predicted"),
                        ValueType.COUNT,
                        test.predicted().setScale(0, RoundingMode.HALF_UP).longValue(),
                        subject.texts().counted("value.days", test.days())),
                new Figure(
                        subject.text("value.actual"),
                        ValueType.COUNT,
                        test.actual(),
                        subject.texts().counted("customers", test.customers())),
                new Figure(
                        subject.text("value.error"),
                        ValueType.PERCENT,
                        test.error(),
                        subject.text("value.error.detail")),
                new Figure(
                        subject.text("value.absolute"),
                        ValueType.TEXT,
                        Formats.number(test.absoluteError(), 3),
                        subject.texts().get("value.absolute.detail", Formats.number(test.naiveAbsoluteError(), 3))))));
        if (test.classes().isEmpty()) {
            return;
        }
        blocks.add(new Chart(
                "value-chart",
                Chart.Kind.BARS,
                subject.text("value.chart"),
                ValueType.NUMBER,
                "",
                "",
                test.classes().stream().map(each -> orders(subject, each)).toList(),
                List.of(),
                List.of(
                        Series.of(
                                subject.text("value.predicted"),
                                "accent",
                                test.classes().stream()
                                        .map(BackTestClass::predicted)
                                        .toList()),
                        Series.of(
                                subject.text("value.actual"),
                                "muted-bar",
                                test.classes().stream()
                                        .map(BackTestClass::actual)
                                        .toList())),
                List.of()));
        blocks.add(new Table(
                "value-classes",
                subject.text("value.classes"),
                true,
                List.of(
                        subject.column("repeatOrders", ValueType.TEXT),
                        subject.column("customers", ValueType.COUNT),
                        new Column("predicted", subject.text("value.predicted"), ValueType.NUMBER),
                        new Column("actual", subject.text("value.actual"), ValueType.NUMBER)),
                test.classes().stream()
                        .map(each -> List.of(
                                Cell.of(orders(subject, each)),
                                Cell.of(each.customers()),
                                Cell.of(each.predicted()),
                                Cell.of(each.actual())))
                        .toList(),
                null));
    }

    private static String orders(Subject subject, BackTestClass each) {
        return each.orders() >= 7
                ? subject.text("value.orders.more")
                : subject.texts().counted("value.orders", each.orders());
    }
}
