package io.fenji.report.section;

import io.fenji.report.document.Section;
import io.fenji.report.document.Terms;
import io.fenji.report.document.Terms.Term;
import java.util.List;

/// Definitions that the figures stand on.
final class MethodSection {
    private MethodSection() {}

    static Section of(Subject subject) {
        return subject.section(
                "method",
                List.of(new Terms(subject.content().method().stream()
                        .map(definition -> new Term(definition.term(), definition.text()))
                        .toList())));
    }
}
