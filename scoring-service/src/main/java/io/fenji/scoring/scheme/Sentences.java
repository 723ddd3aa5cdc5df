package io.fenji.scoring.scheme;

import io.fenji.engine.language.Language;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sentences as clients get them: in every language.
final class Sentences {
    private Sentences() {}

    /// By language tag.
    static Map<String, String> inAll(Function<Language, String> sentence) {
        return Arrays.stream(Language.values()).collect(Collectors.toMap(Language::tag, sentence));
    }
}
