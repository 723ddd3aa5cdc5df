package io.fenji.report.section;

import io.fenji.report.document.Block;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import java.util.ArrayList;
import java.util.List;

/// The findings in sentences, and what to know before trusting them.
final class SummarySection {
    private SummarySection() {}

    static Section of(Subject subject) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Points(Points.Role.FINDINGS, null, subject.content().summary()));
        blocks.add(Paragraph.note(subject.texts()
                .get("spend.note", subject.spendName(), subject.content().currency())));
        List<String> notes = subject.content().freshness().notes();
        if (!notes.isEmpty()) {
            blocks.add(new Points(Points.Role.NOTICE, subject.text("notes.title"), notes));
        }
        return subject.section("summary", blocks);
    }
}
