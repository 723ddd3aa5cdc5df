package io.fenji.engine.document;

import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something wrong, or doubtful, at one place of a scheme document.
///
/// @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
/// @param code stable upper-case code, for example `UNKNOWN_METRIC`; codes may be added
/// @param sentence which of the code's sentences it is; their texts are resources
/// @param values of the sentence, in its order
public record Finding(String pointer, String code, Severity severity, String sentence, List<String> values) {
    private static final Wording SENTENCES = Wording.of("findings");
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
        first.add(of("", first.getFirst().severity(), "MORE_FINDINGS"));
        return List.copyOf(first);
    }

    /// A finding that keeps the scheme from being used.
    ///
    /// @param sentence the code, and after a dot which of its sentences when there are several
    public static Finding error(String pointer, String sentence, Object... values) {
        return of(pointer, Severity.ERROR, sentence, values);
    }

    /// A finding that the author should know.
    ///
    /// @param sentence the code, and after a dot which of its sentences when there are several
    public static Finding warning(String pointer, String sentence, Object... values) {
        return of(pointer, Severity.WARNING, sentence, values);
    }

    private static Finding of(String pointer, Severity severity, String sentence, Object... values) {
        int dot = sentence.indexOf('.');
        return new Finding(
                pointer,
                dot < 0 ? sentence : sentence.substring(0, dot),
                severity,
                sentence,
                Arrays.stream(values).map(Object::toString).toList());
    }

    /// One sentence for the author.
    public String in(Language language) {
        return SENTENCES.say(language, sentence, values.stream().map(Phrase::of).toList());
    }

    /// The sentence in English.
    public String detail() {
        return in(Language.EN);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// A name of the document as part of a pointer; a longer one is cut.
    public static String segment(String name) {
        return Texts.shown(name, SEGMENT).replace("~", "~0").replace("/", "~1");
    }
}
