package io.fenji.scoring.way;

import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.scoring.metric.CatalogueMetric;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a scheme's tiers and metrics are called, and values written.
record Vocabulary(Scheme scheme, Map<String, CatalogueMetric> metrics) {
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
        CatalogueMetric known = metrics.get(metric);
        return known == null || known.name().isEmpty() ? words(Phrase.of(metric)) : known.name();
    }

    Phrase metric(String metric) {
        return Phrase.name(metricName(metric), metric);
    }

    String unit(String metric) {
        CatalogueMetric known = metrics.get(metric);
        return known == null ? "" : known.unit();
    }

    /// A metric's value with its unit.
    Phrase value(String metric, @Nullable BigDecimal value) {
        if (value == null) {
            return SENTENCES.phrase("none");
        }
        return switch (unit(metric)) {
            case "ratio" -> Phrase.of(number("#,##0.##", value.movePointRight(2)) + "%");
            case "money" -> Phrase.of(number("#,##0.00##", value));
            case "days" -> SENTENCES.phrase("days", Phrase.of(number("#,##0.####", value)));
            default -> Phrase.of(number("#,##0.####", value));
        };
    }

    private static String number(String pattern, BigDecimal value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
