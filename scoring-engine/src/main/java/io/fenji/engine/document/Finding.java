package io.fenji.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something wrong, or doubtful, at one place of a scheme document.
///
/// @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
/// @param code stable upper-case code, for example `UNKNOWN_METRIC`; codes may be added
/// @param detail one sentence for the author
public record Finding(String pointer, String code, Severity severity, String detail) {
    private static final int SEGMENT = 100;

    /// Whether the finding keeps the scheme from being used.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// The most that are told of one document.
    public static final int MOST = 1_000;

    /// All findings, or the first ones when there are too many to tell: errors before warnings, and
    /// a last one that says so, `MORE_FINDINGS`.
    public static List<Finding> first(List<Finding> all) {
        if (all.size() <= MOST) {
            return List.copyOf(all);
        }
        List<Finding> first = Stream.of(
                        all.stream().filter(Finding::isError), all.stream().filter(finding -> !finding.isError()))
                .flatMap(findings -> findings)
                .limit(MOST - 1L)
                .collect(Collectors.toCollection(ArrayList::new));
        first.add(new Finding(
                "", "MORE_FINDINGS", first.getFirst().severity(), "There are more findings; these are the first."));
        return List.copyOf(first);
    }

    /// A finding that keeps the scheme from being used.
    public static Finding error(String pointer, String code, String detail) {
        return new Finding(pointer, code, Severity.ERROR, detail);
    }

    /// A finding that the author should know.
    public static Finding warning(String pointer, String code, String detail) {
        return new Finding(pointer, code, Severity.WARNING, detail);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// A name of the document as part of a pointer; a longer one is cut.
    public static String segment(String name) {
        return Texts.shown(name, SEGMENT).replace("~", "~0").replace("/", "~1");
    }
}
