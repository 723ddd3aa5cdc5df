package io.fenji.scoring.way;

import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.metric.CatalogueMetric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a scheme's tiers and metrics are called.
record Vocabulary(Scheme scheme, Map<String, CatalogueMetric> metrics) {

    /// A text in all languages.
    static Map<String, String> words(Function<Language, String> text) {
        Map<String, String> words = new TreeMap<>();
        for (Language language : Language.values()) {
            words.put(language.tag(), text.apply(language));
        }
        return words;
    }

    /// Texts one after the other.
    static String joined(Language language, String key, List<String> texts) {
        return texts.stream()
                .reduce((one, next) -> language.text(key, one, next))
                .orElse("");
    }

    /// @param code the tier's position, below 0 for none
    @Nullable
    String tier(int code) {
        return code < 0 ? null : scheme.tiers().get(code).key();
    }

    @Nullable
    Map<String, String> tierName(int code) {
        return code < 0 ? null : scheme.tiers().get(code).name();
    }

    /// @param code the tier's position
    String tier(Language language, int code) {
        return language.name(
                scheme.tiers().get(code).name(), scheme.tiers().get(code).key());
    }

    String tier(Language language, String key) {
        return tier(language, scheme.tierIndex(key));
    }

    Map<String, String> name(String metric) {
        CatalogueMetric known = metrics.get(metric);
        return known == null || known.name().isEmpty() ? words(language -> metric) : known.name();
    }

    String unit(String metric) {
        CatalogueMetric known = metrics.get(metric);
        return known == null ? "" : known.unit();
    }

    String name(Language language, String metric) {
        return language.name(name(metric), metric);
    }

    String value(Language language, String metric, @Nullable BigDecimal value) {
        return language.value(value, unit(metric));
    }
}
