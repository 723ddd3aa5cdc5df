package io.fenji.engine.language;

import java.math.BigDecimal;
import java.util.Map;

/// A piece of a sentence that may be another in each language.
@FunctionalInterface
public interface Phrase {

    String in(Language language);

    /// The same in all.
    static Phrase of(String text) {
        return language -> text;
    }

    /// A number as it stands in a document.
    static Phrase of(BigDecimal number) {
        return of(number.toPlainString());
    }

    static Phrase of(long number) {
        return of(Long.toString(number));
    }

    /// What a document names in several languages.
    static Phrase name(Map<String, String> names, String key) {
        return language -> language.choose(names, key);
    }
}
