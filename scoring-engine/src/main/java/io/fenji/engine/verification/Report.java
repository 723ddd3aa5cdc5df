package io.fenji.engine.verification;

import io.fenji.engine.document.Finding;
import java.util.ArrayList;
import java.util.List;

/// Collects what the checks find.
final class Report {

    private final List<Finding> findings = new ArrayList<>();

    void error(String pointer, String sentence, Object... values) {
        findings.add(Finding.error(pointer, sentence, values));
    }

    void warning(String pointer, String sentence, Object... values) {
        findings.add(Finding.warning(pointer, sentence, values));
    }

    /// Whether something is wrong at a place.
    boolean has(String pointer) {
        return findings.stream()
                .anyMatch(finding -> finding.isError() && finding.pointer().equals(pointer));
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    List<Finding> findings() {
        return Finding.first(findings);
    }

    /// Reports every key that an earlier one repeats.
    void duplicates(String list, String property, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.indexOf(keys.get(i)) < i) {
                error(list + "/" + i + "/" + property, "DUPLICATE_KEY", keys.get(i));
            }
        }
    }
}
