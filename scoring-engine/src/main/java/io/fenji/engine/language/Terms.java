package io.fenji.engine.language;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What metrics are called, and numbers as people read them.
///
/// @param metrics by key; those that are not known have their keys for names
public record Terms(Map<String, Term> metrics) {
    private static final Wording WORDING = Wording.of("terms");

    public Terms {
        metrics = Map.copyOf(metrics);
    }

    /// What is known of a metric.
    public Term term(String metric) {
        Term known = metrics.get(metric);
        return known == null ? Term.ofKey(metric) : known;
    }

    /// The metric's name, with its window where the name does not say it.
    public Phrase metric(String metric) {
        Term term = term(metric);
        Phrase name = Phrase.name(term.name(), metric);
        @Nullable String window = term.window();
        if (window == null || term.windowInName()) {
            return name;
        }
        return window.endsWith("d")
                ? WORDING.phrase("window.days", name, Phrase.of(window.substring(0, window.length() - 1)))
                : WORDING.phrase("window.lifetime", name);
    }

    /// A metric's value with its unit.
    public Phrase value(String metric, @Nullable BigDecimal value) {
        if (value == null) {
            return none();
        }
        return switch (term(metric).unit()) {
            case "ratio" -> percent(value);
            case "money" -> Phrase.of(written("#,##0.00##", value));
            case "days" -> WORDING.phrase(value.compareTo(BigDecimal.ONE) == 0 ? "days.one" : "days", number(value));
            default -> number(value);
        };
    }

    /// What stands for a value that is absent.
    public static Phrase none() {
        return WORDING.phrase("none");
    }

    /// A number with up to four decimals.
    public static Phrase number(BigDecimal value) {
        return Phrase.of(written("#,##0.####", value));
    }

    public static Phrase number(long value) {
        return number(BigDecimal.valueOf(value));
    }

    /// A share of 1 in per cent, with up to two decimals.
    public static Phrase percent(BigDecimal share) {
        return WORDING.phrase("percent", Phrase.of(written("#,##0.##", share.movePointRight(2))));
    }

    private static String written(String pattern, BigDecimal value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
