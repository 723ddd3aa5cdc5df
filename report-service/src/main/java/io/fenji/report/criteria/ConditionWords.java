package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.util.ArrayList;
import java.util.List;

/// Conditions of populations and rules in words. A shape that is newer than this class is shown as it is written.
final class ConditionWords {
    private static final List<String> LIMITS = List.of("atLeast", "over", "atMost", "under", "equals");

    private final Texts texts;
    private final MetricNames metrics;
    private final AttributeWords attributes;

    ConditionWords(Texts texts, MetricNames metrics, AttributeWords attributes) {
        this.texts = texts;
        this.metrics = metrics;
        this.attributes = attributes;
    }

    String of(JsonNode condition) {
        return of(condition, false);
    }

    private String of(JsonNode condition, boolean nested) {
        if (condition.path("all").isArray()) {
            return group(condition.get("all"), "condition.all", "condition.and", nested);
        }
        if (condition.path("any").isArray()) {
            return group(condition.get("any"), "condition.any", "condition.or", nested);
        }
        if (condition.has("not")) {
            return texts.get("condition.not", of(condition.get("not"), true));
        }
        if (condition.path("metric").isTextual()) {
            return metric(condition);
        }
        if (condition.path("attribute").isTextual()) {
            return attribute(condition);
        }
        if (condition.path("tier").path("scheme").isTextual()) {
            return tier(condition.get("tier"));
        }
        return condition.toString();
    }

    private String tier(JsonNode tier) {
        String scheme = texts.get("quoted", tier.get("scheme").textValue());
        for (String limit : List.of("atLeast", "atMost", "is")) {
            if (tier.path(limit).isTextual()) {
                return texts.get(
                        "condition.tier." + limit,
                        scheme,
                        texts.get("quoted", tier.get(limit).textValue()));
            }
        }
        List<String> tiers = new ArrayList<>();
        tier.path("in").forEach(each -> tiers.add(texts.get("quoted", each.asText())));
        return texts.get("condition.tier.is", scheme, texts.alternatives(tiers));
    }

    private String group(JsonNode parts, String whenEmpty, String joint, boolean nested) {
        if (parts.isEmpty()) {
            return texts.get(whenEmpty + ".empty");
        }
        List<String> words = new ArrayList<>();
        parts.forEach(part -> words.add(of(part, true)));
        String joined = String.join(texts.get(joint), words);
        return nested && words.size() > 1 ? texts.get("condition.group", joined) : joined;
    }

    private String metric(JsonNode condition) {
        String key = condition.get("metric").textValue();
        for (String limit : LIMITS) {
            if (condition.path(limit).isNumber()) {
                return texts.get(
                        "condition." + limit,
                        metrics.name(key),
                        metrics.value(key, condition.get(limit).decimalValue()));
            }
        }
        JsonNode between = condition.path("between");
        if (between.size() == 2) {
            return texts.get(
                    "condition.between",
                    metrics.name(key),
                    metrics.value(key, between.get(0).decimalValue()),
                    metrics.value(key, between.get(1).decimalValue()));
        }
        return condition.toString();
    }

    private String attribute(JsonNode condition) {
        String key = condition.get("attribute").textValue();
        String name = attributes.name(key);
        if (condition.path("is").isTextual()) {
            return texts.get(
                    "condition.is",
                    name,
                    attributes.value(key, condition.get("is").textValue()));
        }
        if (condition.path("in").isArray()) {
            List<String> values = new ArrayList<>();
            condition.get("in").forEach(each -> values.add(attributes.value(key, each.asText())));
            return texts.get("condition.in", name, texts.alternatives(values));
        }
        return condition.toString();
    }
}
