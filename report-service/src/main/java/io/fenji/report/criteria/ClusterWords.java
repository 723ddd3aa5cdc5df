package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.text.Formats;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Writes a cut by clusters in words.
final class ClusterWords {
    private static final int PLACES = 2;

    private final Texts texts;
    private final MetricNames metrics;

    ClusterWords(Texts texts, MetricNames metrics) {
        this.texts = texts;
        this.metrics = metrics;
    }

    /// By what customers are alike.
    ///
    /// @param frozen what the calibration has of it, missing when there is none
    String cut(JsonNode cut, JsonNode frozen) {
        List<String> features = new ArrayList<>();
        cut.path("features").forEach(feature -> features.add(feature(feature)));
        String words = cut.has("orderBy")
                ? texts.get(
                        "cut.clusters.orderBy",
                        texts.list(features),
                        metrics.name(cut.path("orderBy").asText()))
                : texts.get("cut.clusters", texts.list(features));
        JsonNode silhouette = frozen.path("silhouette");
        return silhouette.isNumber()
                ? words + texts.get("cut.clusters.silhouette", Formats.number(silhouette.decimalValue(), PLACES))
                : words;
    }

    private String feature(JsonNode feature) {
        String name = metrics.name(feature.path("metric").asText());
        if (feature.path("transform").asText().equals("log")) {
            name = texts.get("cut.feature.log", name);
        }
        return feature.path("better").asText().equals("lower") ? texts.get("cut.feature.lower", name) : name;
    }

    /// Who is in a tier.
    String tier(int at, int of, JsonNode frozen) {
        JsonNode clusters = frozen.path("clusters");
        boolean last = at == of - 1;
        if (clusters.isArray() && at >= clusters.size()) {
            return texts.get(last ? "tier.rest" : "tier.cluster.nobody");
        }
        String words = texts.get("tier.cluster", at + 1, clusters.isArray() ? clusters.size() : of);
        if (clusters.has(at)) {
            words += texts.get("tier.cluster.middle", texts.list(middle(clusters.get(at), frozen.path("features"))));
        }
        return last ? words + texts.get("tier.cluster.absent") : words;
    }

    private List<String> middle(JsonNode cluster, JsonNode features) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            JsonNode feature = features.get(i);
            String metric = feature.path("metric").asText();
            BigDecimal value = value(feature, cluster.path("centre").path(i).decimalValue());
            words.add(texts.get("tier.cluster.of", metrics.name(metric), metrics.value(metric, value)));
        }
        return words;
    }

    /// What the scaled value was before it was scaled and transformed.
    private static BigDecimal value(JsonNode feature, BigDecimal scaled) {
        BigDecimal value = feature.path("centre")
                .decimalValue()
                .add(scaled.multiply(feature.path("scale").decimalValue()));
        return feature.path("transform").asText().equals("log")
                ? BigDecimal.valueOf(Math.expm1(value.doubleValue())).setScale(PLACES, RoundingMode.HALF_UP)
                : value.setScale(PLACES, RoundingMode.HALF_UP);
    }
}
