package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.text.Language;
import io.fenji.report.text.MetricNames;
import java.util.ArrayList;
import java.util.List;

/// A scheme document as the report reads it: only what it needs, unknown members ignored.
public record SchemeView(String key, int version, JsonNode document) {
    private static final String STANDARD_SPEND = "spend.lifetime";

    /// A tier of the document; the first is the best.
    public record TierView(String key, JsonNode name) {}

    public List<TierView> tiers() {
        List<TierView> tiers = new ArrayList<>();
        for (JsonNode tier : document.path("tiers")) {
            tiers.add(new TierView(tier.path("key").asText(), tier.path("name")));
        }
        return tiers;
    }

    public String name(Language language) {
        return localized(document.path("name"), language, key);
    }

    /// What "spend" means for this scheme: the metric that its value-share cut divides by when that is money, else
    /// net spend since the beginning.
    public String spendMetric() {
        JsonNode cut = document.path("cut");
        return "valueShare".equals(cut.path("type").asText())
                        && MetricNames.isMoney(cut.path("metric").asText())
                ? cut.get("metric").textValue()
                : STANDARD_SPEND;
    }

    /// The name in the language, else in another one, else the fallback.
    public static String localized(JsonNode names, Language language, String fallback) {
        if (names.path(language.tag()).isTextual()) {
            return names.get(language.tag()).textValue();
        }
        for (JsonNode any : names) {
            if (any.isTextual()) {
                return any.textValue();
            }
        }
        return fallback;
    }
}
