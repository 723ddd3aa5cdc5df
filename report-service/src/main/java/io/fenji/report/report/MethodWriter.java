package io.fenji.report.report;

import io.fenji.report.content.ReportContent.Definition;
import io.fenji.report.insight.Thresholds;
import java.util.ArrayList;
import java.util.List;

/// Definitions that the figures stand on.
final class MethodWriter {
    private static final List<String> TERMS = List.of(
            "customers",
            "population",
            "spend",
            "purchase",
            "active",
            "share",
            "pareto",
            "gini",
            "map",
            "migration",
            "reasons",
            "overdue",
            "risk",
            "preference",
            "recommendation",
            "evaluation",
            "calibration",
            "exactness");

    private final ReportSubject subject;
    private final String spendName;

    MethodWriter(ReportSubject subject, String spendName) {
        this.subject = subject;
        this.spendName = spendName;
    }

    List<Definition> write() {
        List<Definition> definitions = new ArrayList<>();
        for (String term : TERMS) {
            definitions.add(new Definition(
                    subject.texts().get("method." + term + ".term"),
                    subject.texts()
                            .get(
                                    "method." + term,
                                    spendName,
                                    subject.currency(),
                                    Thresholds.OVERDUE_GAPS,
                                    Thresholds.OVERDUE_ORDERS,
                                    Thresholds.OVERDUE_DAYS)));
        }
        return definitions;
    }
}
