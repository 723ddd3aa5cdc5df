package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.list;
import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation.CriterionPart;
import io.fenji.engine.evaluation.Explanation.DimensionPart;
import io.fenji.engine.evaluation.Explanation.Input;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Scale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Criteria and dimensions: a value, its points, and what they brought.
record CriterionWords(Terms terms) {

    static Phrase of(DimensionPart part) {
        return say(
                "dimension",
                Phrase.name(part.name(), part.key()),
                Terms.percent(part.weight()),
                Terms.number(part.contribution()));
    }

    Phrase of(CriterionPart part) {
        return switch (part.input()) {
            case Input.Value(BigDecimal value) -> of(part, value(part, value), scale(part, value));
            case Input.Text(String text) -> of(part, say("text", Phrase.of(text)), category(part, text));
            case Input.Absent(String treatment) -> absent(part, treatment);
        };
    }

    /// What the criterion looks at.
    Phrase name(Criterion.Source source) {
        return switch (source) {
            case Criterion.Source.Metric(String key) -> terms.metric(key);
            case Criterion.Source.Attribute(String key) -> Phrase.of(key);
        };
    }

    private Phrase of(CriterionPart part, Phrase value, Phrase why) {
        return say("criterion", name(part.source()), value, why, points(part), weight(part), contribution(part));
    }

    private Phrase absent(CriterionPart part, String treatment) {
        return say("missing." + treatment, name(part.source()), points(part), weight(part), contribution(part));
    }

    private static Phrase points(CriterionPart part) {
        return Terms.number(part.points());
    }

    private static Phrase weight(CriterionPart part) {
        return Terms.percent(part.weight());
    }

    private static Phrase contribution(CriterionPart part) {
        return Terms.number(part.contribution());
    }

    private Phrase value(CriterionPart part, BigDecimal value) {
        return terms.value(part.source().key(), value);
    }

    private Phrase scale(CriterionPart part, BigDecimal value) {
        return switch (part.scale()) {
            case Scale.Steps(List<Scale.Step> steps) -> step(part, steps, value);
            case Scale.Linear(BigDecimal from, BigDecimal to) ->
                say("scale.linear", value(part, from), value(part, to));
            case Scale.Log(BigDecimal from, BigDecimal to) -> say("scale.log", value(part, from), value(part, to));
            case Scale.Decay(BigDecimal halfLife) -> say("scale.decay", value(part, halfLife));
            case Scale.Calibrated _ when part.values() == 0 -> say("scale.unmeasured");
            case Scale.Quantile(int bins, Scale.Better better) ->
                say("scale.quantile", Phrase.of(bin(part.points(), bins)), Phrase.of(bins), better(better));
            case Scale.Percentile(Scale.Better better) ->
                say("scale.percentile", Terms.number(part.points()), better(better));
            case Scale.Category _ -> throw new IllegalArgumentException("a metric has no categories");
        };
    }

    private Phrase step(CriterionPart part, List<Scale.Step> steps, BigDecimal value) {
        return steps.reversed().stream()
                .filter(step -> value.compareTo(step.from()) >= 0)
                .findFirst()
                .map(step -> say("scale.step", value(part, step.from())))
                .orElseGet(() -> say("scale.below", value(part, steps.getFirst().from())));
    }

    /// The k-th worst of the bins has 100·k/bins points.
    private static int bin(BigDecimal points, int bins) {
        return points.multiply(BigDecimal.valueOf(bins))
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static Phrase better(Scale.Better better) {
        return say(
                switch (better) {
                    case HIGHER -> "better.higher";
                    case LOWER -> "better.lower";
                });
    }

    private static Phrase category(CriterionPart part, String text) {
        boolean named = part.scale() instanceof Scale.Category category
                && category.points().containsKey(text);
        return say(named ? "scale.named" : "scale.other");
    }

    /// The names of criteria without a value that they insist on.
    Phrase needed(List<DimensionPart> dimensions) {
        return list("list.comma", insisting(dimensions).stream().map(this::name).toList());
    }

    static List<Criterion.Source> insisting(List<DimensionPart> dimensions) {
        return dimensions.stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .filter(part ->
                        part.input() instanceof Input.Absent(String treatment) && treatment.equals("ineligible"))
                .map(CriterionPart::source)
                .toList();
    }
}
