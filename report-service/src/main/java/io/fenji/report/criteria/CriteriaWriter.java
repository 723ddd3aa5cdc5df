package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fenji.report.content.Criteria;
import io.fenji.report.content.Criteria.CriterionWords;
import io.fenji.report.content.Criteria.DimensionWords;
import io.fenji.report.content.Criteria.RuleWords;
import io.fenji.report.content.Criteria.TierWords;
import io.fenji.report.text.Formats;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the criteria in force in words.
public final class CriteriaWriter {
    private static final int SHARE_PLACES = 4;

    private final Texts texts;
    private final Formats formats;
    private final MetricNames metrics;
    private final AttributeWords attributes;
    private final ConditionWords conditions;
    private final ScaleWords scales;
    private final ClusterWords clusters;

    public CriteriaWriter(Texts texts, Formats formats, MetricNames metrics) {
        this.texts = texts;
        this.formats = formats;
        this.metrics = metrics;
        this.attributes = new AttributeWords(texts);
        this.conditions = new ConditionWords(texts, metrics, attributes);
        this.scales = new ScaleWords(texts, metrics, attributes);
        this.clusters = new ClusterWords(texts, metrics);
    }

    /// Writes them.
    ///
    /// @param calibration the one in force as scoring-service gives it, null when there is none
    public Criteria write(SchemeView scheme, @Nullable JsonNode calibration) {
        JsonNode document = scheme.document();
        JsonNode frozen = calibration == null ? MissingNode.getInstance() : calibration.path("document");
        JsonNode population = document.path("population");
        return new Criteria(
                population.isMissingNode()
                        ? texts.get("population.everyone")
                        : Texts.capital(conditions.of(population)),
                dimensions(document.path("dimensions"), frozen),
                cut(document.path("cut"), frozen),
                tiers(scheme, frozen),
                rules(scheme),
                new MovementWords(texts, formats, conditions).of(document),
                calibration == null ? null : calibrated(calibration, frozen));
    }

    private List<DimensionWords> dimensions(JsonNode dimensions, JsonNode frozen) {
        List<DimensionWords> words = new ArrayList<>();
        int at = 0;
        for (JsonNode dimension : dimensions) {
            String key = dimension.path("key").asText();
            words.add(new DimensionWords(
                    key,
                    SchemeView.localized(
                            dimension.path("name"),
                            texts.language(),
                            texts.has("dimension." + key) ? texts.get("dimension." + key) : key),
                    share(dimension, dimensions),
                    criteria(dimension.path("criteria"), "/dimensions/%d/criteria/".formatted(at++), frozen)));
        }
        return words;
    }

    private List<CriterionWords> criteria(JsonNode criteria, String pointer, JsonNode frozen) {
        List<CriterionWords> words = new ArrayList<>();
        int at = 0;
        for (JsonNode criterion : criteria) {
            boolean onAttribute = criterion.has("attribute");
            String key = criterion.path(onAttribute ? "attribute" : "metric").asText();
            words.add(new CriterionWords(
                    key,
                    onAttribute ? Texts.capital(attributes.name(key)) : metrics.title(key),
                    share(criterion, criteria),
                    scales.of(key, criterion.path("scale"), calibratedScale(frozen, pointer + at++)),
                    scales.missing(criterion.path("missing"))));
        }
        return words;
    }

    private static JsonNode calibratedScale(JsonNode frozen, String pointer) {
        for (JsonNode scale : frozen.path("scales")) {
            if (pointer.equals(scale.path("criterion").asText())) {
                return scale;
            }
        }
        return MissingNode.getInstance();
    }

    // Weights are relative: 60 and 40 are the same as 0.6 and 0.4.
    private static @Nullable BigDecimal share(JsonNode part, JsonNode all) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode each : all) {
            sum = sum.add(each.path("weight").decimalValue());
        }
        return sum.signum() <= 0
                ? null
                : part.path("weight").decimalValue().divide(sum, SHARE_PLACES, RoundingMode.HALF_UP);
    }

    private String cut(JsonNode cut, JsonNode frozen) {
        return switch (cut.path("type").asText()) {
            case "score" -> texts.get("cut.score");
            case "topShare" ->
                cut.has("metric")
                        ? texts.get(
                                "cut.topShare.metric",
                                metrics.name(cut.path("metric").asText()),
                                shares(cut))
                        : texts.get("cut.topShare", shares(cut));
            case "valueShare" ->
                texts.get("cut.valueShare", metrics.name(cut.path("metric").asText()), shares(cut));
            case "clusters" -> clusters.cut(cut, frozen.path("clusters"));
            case "rules" -> texts.get("cut.rules");
            default -> cut.toString();
        };
    }

    private String shares(JsonNode cut) {
        List<String> shares = new ArrayList<>();
        cut.path("shares").forEach(share -> shares.add(formats.percent(share.decimalValue())));
        return texts.list(shares);
    }

    private List<TierWords> tiers(SchemeView scheme, JsonNode frozen) {
        List<TierWords> words = new ArrayList<>();
        JsonNode tiers = scheme.document().path("tiers");
        for (int i = 0; i < tiers.size(); i++) {
            JsonNode tier = tiers.get(i);
            String key = tier.path("key").asText();
            words.add(new TierWords(key, tierName(tier), threshold(scheme, tier, i, tiers.size(), frozen)));
        }
        return words;
    }

    private String tierName(JsonNode tier) {
        return SchemeView.localized(
                tier.path("name"), texts.language(), tier.path("key").asText());
    }

    private String threshold(SchemeView scheme, JsonNode tier, int at, int of, JsonNode frozen) {
        JsonNode cut = scheme.document().path("cut");
        return switch (cut.path("type").asText()) {
            case "score" -> scoreThreshold(tier);
            case "topShare", "valueShare" ->
                shareThreshold(cut, at, of, frozen.path("share").path("thresholds"));
            case "clusters" -> clusters.tier(at, of, frozen.path("clusters"));
            case "rules" ->
                tier.path("key").asText().equals(cut.path("otherwise").asText())
                        ? texts.get("tier.otherwise")
                        : texts.get("tier.rules");
            default -> texts.get("tier.rest");
        };
    }

    private String scoreThreshold(JsonNode tier) {
        if (!tier.path("enter").isNumber()) {
            return texts.get("tier.rest");
        }
        String enter = texts.get("tier.enter", Formats.number(tier.get("enter").decimalValue(), 4));
        return tier.path("leave").isNumber()
                ? enter
                        + texts.get(
                                "tier.leave", Formats.number(tier.get("leave").decimalValue(), 4))
                : enter;
    }

    private String shareThreshold(JsonNode cut, int at, int of, JsonNode thresholds) {
        JsonNode shares = cut.path("shares");
        if (at >= shares.size() || at == of - 1) {
            return texts.get("tier.rest");
        }
        String upTo = formats.percent(shares.get(at).decimalValue());
        String kind = cut.path("type").asText().equals("topShare") ? "Top" : "Share";
        String words = at == 0
                ? texts.get("tier.first" + kind, upTo)
                : texts.get(
                        "tier.next" + kind, formats.percent(shares.get(at - 1).decimalValue()), upTo);
        return thresholds.path(at).isNumber()
                ? words
                        + texts.get(
                                "tier.threshold", shown(cut, thresholds.get(at).decimalValue()))
                : words;
    }

    private String shown(JsonNode cut, BigDecimal threshold) {
        return cut.has("metric") ? metrics.value(cut.path("metric").asText(), threshold) : Formats.number(threshold, 4);
    }

    private List<RuleWords> rules(SchemeView scheme) {
        Map<String, String> names = new LinkedHashMap<>();
        scheme.tiers()
                .forEach(
                        tier -> names.put(tier.key(), SchemeView.localized(tier.name(), texts.language(), tier.key())));
        List<RuleWords> words = new ArrayList<>();
        for (JsonNode rule : scheme.document().path("rules")) {
            words.add(new RuleWords(
                    rule.path("key").asText(),
                    texts.get(
                            rule.path("viaMovement").asBoolean() ? "rule.viaMovement" : "rule",
                            conditions.of(rule.path("when")),
                            effect(rule, names))));
        }
        return words;
    }

    private String effect(JsonNode rule, Map<String, String> names) {
        for (String effect : List.of("assign", "floor", "cap")) {
            if (rule.path(effect).isTextual()) {
                String tier = rule.get(effect).textValue();
                return texts.get("rule." + effect, names.getOrDefault(tier, tier));
            }
        }
        return texts.get("rule.exclude");
    }

    private String calibrated(JsonNode calibration, JsonNode frozen) {
        String members = texts.counted("customers", frozen.path("members").asLong());
        String date = calibration.path("businessDate").asText();
        return date.isEmpty()
                ? texts.get("calibration.undated", members)
                : texts.get("calibration.dated", formats.date(LocalDate.parse(date)), members);
    }
}
