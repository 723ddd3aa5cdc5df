package io.fenji.report.section;

import io.fenji.report.content.Insights.Recommendation;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import java.util.ArrayList;
import java.util.List;

/// What to do.
final class RecommendationSection {
    private RecommendationSection() {}

    static Section of(Subject subject) {
        List<Recommendation> all = subject.content().insights().recommendations();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(
                all.isEmpty()
                        ? subject.text("recommendations.none")
                        : subject.texts().counted("recommendations.lead", all.size())));
        if (!all.isEmpty()) {
            blocks.add(new Table(
                    "recommendations-table",
                    subject.text("recommendations.table"),
                    false,
                    List.of(
                            subject.column("recommendation", ValueType.TEXT),
                            subject.column("figures", ValueType.TEXT),
                            subject.column("appliedRule", ValueType.TEXT)),
                    all.stream()
                            .map(each -> List.of(
                                    Cell.styled(each.text(), "sentence"),
                                    Cell.of(each.figures()),
                                    Cell.of(each.rule())))
                            .toList(),
                    null));
        }
        return subject.section("recommendations", blocks);
    }
}
