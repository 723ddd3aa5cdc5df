package io.fenji.scoring.scheme;

import io.fenji.engine.document.Finding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/// What the verifier says of a version; valid when no finding is an error.
@RegisterForReflection
public record Validation(boolean valid, List<Item> findings) {

    /// A finding as clients see it.
    ///
    /// @param detail in English
    /// @param text by language
    @RegisterForReflection
    public record Item(String pointer, String code, String severity, String detail, Map<String, String> text) {
        static Item from(Finding finding) {
            return new Item(
                    finding.pointer(),
                    finding.code(),
                    finding.severity().name(),
                    finding.detail(),
                    Sentences.inAll(finding::in));
        }
    }

    public static Validation of(List<Finding> findings) {
        return new Validation(
                findings.stream().noneMatch(Finding::isError),
                findings.stream().map(Item::from).toList());
    }
}
