package io.fenji.report.text;

import io.fenji.report.content.Money;
import java.math.BigDecimal;
import java.util.Set;

/// Metrics in words. `spend.365d` and `interactions.call.90d` are a name and a window; a metric that is not in the
/// catalogue keeps its key.
public final class MetricNames {
    private static final Set<String> MONEY =
            Set.of("spend", "grossSpend", "profit", "averageOrder", "largestOrder", "assets");
    private static final Set<String> RATIO = Set.of("returnRate", "discountShare");
    private static final Set<String> DAYS = Set.of("recencyDays", "tenureDays", "orderGapDays", "lastInteractionDays");

    private final Texts texts;
    private final Formats formats;
    private final String currency;

    public MetricNames(Texts texts, Formats formats, String currency) {
        this.texts = texts;
        this.formats = formats;
        this.currency = currency;
    }

    /// Whether its values are amounts of the base currency.
    public static boolean isMoney(String metric) {
        return MONEY.contains(stem(metric));
    }

    /// As it stands within a sentence.
    public String name(String metric) {
        int dot = metric.lastIndexOf('.');
        String counted = dot < 0 ? metric : metric.substring(0, dot);
        String window = metric.substring(dot + 1);
        if (!texts.has("metric." + counted)) {
            return metric;
        }
        String name = texts.get("metric." + counted);
        if (dot < 0) {
            return name;
        }
        return texts.has("window." + window) ? texts.get("window." + window, name) : metric;
    }

    /// As it stands alone or begins a sentence.
    public String title(String metric) {
        return Texts.capital(name(metric));
    }

    /// A value of the metric with its unit.
    public String value(String metric, BigDecimal value) {
        String stem = stem(metric);
        if (isMoney(metric)) {
            return value.stripTrailingZeros().scale() <= 0
                    ? formats.money(new Money(value, currency)).replaceFirst("\\.00$", "")
                    : formats.money(new Money(value, currency));
        }
        if (RATIO.contains(stem)) {
            return formats.percent(value);
        }
        if (DAYS.contains(stem)) {
            return texts.get("unit.days", Formats.number(value, 1));
        }
        return Formats.number(value, 4);
    }

    private static String stem(String metric) {
        int dot = metric.indexOf('.');
        return dot < 0 ? metric : metric.substring(0, dot);
    }
}
