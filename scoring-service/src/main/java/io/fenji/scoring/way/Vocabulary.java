package io.fenji.scoring.way;

import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.engine.language.Wording;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a scheme's tiers and metrics are called, and values written.
record Vocabulary(Scheme scheme, Terms terms) {
    static final Wording SENTENCES = Wording.of("way");

    /// A sentence in all languages.
    static Map<String, String> words(Phrase sentence) {
        Map<String, String> words = new TreeMap<>();
        for (Language language : Language.values()) {
            words.put(language.tag(), sentence.in(language));
        }
        return words;
    }

    /// @param code the tier's position, below 0 for none
    @Nullable
    String tierKey(int code) {
        return code < 0 ? null : scheme.tiers().get(code).key();
    }

    /// @param code the tier's position, below 0 for none
    @Nullable
    Map<String, String> tierName(int code) {
        return code < 0 ? null : scheme.tiers().get(code).name();
    }

    /// @param code the tier's position
    Phrase tier(int code) {
        Tier tier = scheme.tiers().get(code);
        return Phrase.name(tier.name(), tier.key());
    }

    Phrase tier(String key) {
        return tier(scheme.tierIndex(key));
    }

    Map<String, String> metricName(String metric) {
        Map<String, String> name = terms.term(metric).name();
        return name.isEmpty() ? words(Phrase.of(metric)) : name;
    }

    Phrase metric(String metric) {
        return terms.metric(metric);
    }

    String unit(String metric) {
        return terms.term(metric).unit();
    }

    /// A metric's value with its unit.
    Phrase value(String metric, @Nullable BigDecimal value) {
        return terms.value(metric, value);
    }
}
