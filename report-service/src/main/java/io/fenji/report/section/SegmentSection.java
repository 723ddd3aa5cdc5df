package io.fenji.report.section;

import io.fenji.report.content.Insights.Segment;
import io.fenji.report.content.Money;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Segments of the base.
final class SegmentSection {
    private SegmentSection() {}

    static Section of(Subject subject) {
        @Nullable List<Segment> segments = subject.content().insights().segments();
        List<Block> blocks = new ArrayList<>();
        if (segments == null || segments.isEmpty()) {
            blocks.add(Paragraph.lead(subject.text(segments == null ? "segments.away" : "segments.none")));
            return subject.section("segments", blocks);
        }
        blocks.add(Paragraph.lead(subject.texts().counted("segments.lead", segments.size())));
        for (String set :
                new LinkedHashSet<>(segments.stream().map(Segment::set).toList())) {
            blocks.add(table(
                    subject,
                    set,
                    segments.stream().filter(each -> each.set().equals(set)).toList()));
        }
        return subject.section("segments", blocks);
    }

    private static Table table(Subject subject, String set, List<Segment> segments) {
        long customers = subject.content().keyFigures().customers();
        return new Table(
                "segments-" + set,
                subject.texts().get("segments.table", set),
                false,
                List.of(
                        subject.column("segment", ValueType.TEXT),
                        subject.column("customers", ValueType.COUNT),
                        subject.column("share", ValueType.PERCENT),
                        subject.column("spendOfYear", ValueType.MONEY),
                        subject.column("averageSpend", ValueType.MONEY)),
                segments.stream()
                        .map(each -> List.of(
                                Cell.of(each.name()),
                                Cell.of(each.customers()),
                                Cell.of(
                                        customers == 0
                                                ? null
                                                : BigDecimal.valueOf(each.customers())
                                                        .divide(
                                                                BigDecimal.valueOf(customers),
                                                                4,
                                                                RoundingMode.HALF_UP)),
                                Cell.of(each.spend()),
                                Cell.of(
                                        each.customers() == 0
                                                ? null
                                                : new Money(
                                                        each.spend()
                                                                .amount()
                                                                .divide(
                                                                        BigDecimal.valueOf(each.customers()),
                                                                        2,
                                                                        RoundingMode.HALF_UP),
                                                        each.spend().currency()))))
                        .toList(),
                null);
    }
}
