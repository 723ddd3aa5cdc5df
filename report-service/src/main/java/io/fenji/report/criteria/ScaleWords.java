package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.text.Formats;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a value becomes points, in words; a quantile scale names the breakpoints that its calibration found.
final class ScaleWords {
    private final Texts texts;
    private final MetricNames metrics;
    private final AttributeWords attributes;

    ScaleWords(Texts texts, MetricNames metrics, AttributeWords attributes) {
        this.texts = texts;
        this.metrics = metrics;
        this.attributes = attributes;
    }

    /// @param key of the metric or attribute
    /// @param calibrated the scale's entry in the calibration, missing node when there is none
    String of(String key, JsonNode scale, JsonNode calibrated) {
        return switch (scale.path("type").asText()) {
            case "steps" -> steps(key, scale.path("steps"));
            case "linear" -> line("scale.linear", key, scale);
            case "log" -> line("scale.log", key, scale);
            case "category" -> categories(key, scale);
            case "decay" ->
                texts.get(
                        "scale.decay", Formats.number(scale.path("halfLifeDays").decimalValue(), 1));
            case "quantile" -> quantile(key, scale, calibrated.path("breakpoints"));
            case "percentile" -> texts.get("scale.percentile." + better(scale));
            default -> scale.toString();
        };
    }

    @Nullable
    String missing(JsonNode missing) {
        if (missing.path("points").isNumber()) {
            return texts.get(
                    "missing.points", Formats.number(missing.get("points").decimalValue(), 4));
        }
        String key = "missing." + missing.asText();
        return missing.isTextual() && texts.has(key) ? texts.get(key) : null;
    }

    private String line(String words, String metric, JsonNode scale) {
        return texts.get(
                words,
                metrics.value(metric, scale.path("from").decimalValue()),
                metrics.value(metric, scale.path("to").decimalValue()));
    }

    private String categories(String attribute, JsonNode scale) {
        List<String> words = new ArrayList<>();
        scale.path("points")
                .properties()
                .forEach(entry -> words.add(texts.get(
                        "scale.categoryOf",
                        attributes.value(attribute, entry.getKey()),
                        Formats.number(entry.getValue().decimalValue(), 4))));
        words.add(texts.get(
                "scale.otherwise", Formats.number(scale.path("otherwise").decimalValue(), 4)));
        return texts.get("scale.category", String.join(texts.get("list.semicolon"), words));
    }

    private String steps(String metric, JsonNode steps) {
        List<String> words = new ArrayList<>();
        for (JsonNode step : steps) {
            words.add(texts.get(
                    "scale.step",
                    metrics.value(metric, step.path(0).decimalValue()),
                    Formats.number(step.path(1).decimalValue(), 4)));
        }
        return texts.get("scale.steps", String.join(texts.get("list.semicolon"), words));
    }

    private String quantile(String metric, JsonNode scale, JsonNode breakpoints) {
        String bins =
                texts.get("scale.quantile." + better(scale), scale.path("bins").asText());
        if (breakpoints.isEmpty()) {
            return bins;
        }
        List<String> limits = new ArrayList<>();
        breakpoints.forEach(limit -> limits.add(metrics.value(metric, limit.decimalValue())));
        return bins + texts.get("scale.quantile.limits", String.join(" / ", limits));
    }

    private static String better(JsonNode scale) {
        return "lower".equals(scale.path("better").asText()) ? "lower" : "higher";
    }
}
