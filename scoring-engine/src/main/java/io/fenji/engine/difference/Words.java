package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Schedule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.TierComparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parts of a scheme in words. Metrics and attributes have their keys.
final class Words {

    static final Wording SENTENCES = Wording.of("differences");

    private Words() {}

    static Phrase orNone(@Nullable BigDecimal number) {
        return number == null ? SENTENCES.phrase("none") : Phrase.of(number);
    }

    /// Of a number that is 0 where there is no such limit.
    static Phrase orNone(int number) {
        return number == 0 ? SENTENCES.phrase("none") : Phrase.of(number);
    }

    static Phrase percent(BigDecimal share) {
        return Phrase.of(share.movePointRight(2).stripTrailingZeros().toPlainString() + "%");
    }

    static Phrase condition(Condition condition) {
        return condition(condition, false);
    }

    private static Phrase condition(Condition condition, boolean nested) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) when parts.isEmpty() -> SENTENCES.phrase("condition.everyone");
            case Condition.All(List<Condition> parts) -> group("condition.and", parts, nested);
            case Condition.Any(List<Condition> parts) -> group("condition.or", parts, nested);
            case Condition.Not(Condition part) -> SENTENCES.phrase("condition.not", condition(part, true));
            case Condition.MetricIs(String metric, Comparison comparison) -> metric(Phrase.of(metric), comparison);
            case Condition.AttributeIs(String attribute, String value) ->
                SENTENCES.phrase("condition.is", Phrase.of(attribute), Phrase.of(value));
            case Condition.AttributeIn(String attribute, List<String> values) ->
                SENTENCES.phrase("condition.in", Phrase.of(attribute), texts(values));
            case Condition.TierIs(String scheme, TierComparison comparison) -> tier(Phrase.of(scheme), comparison);
        };
    }

    private static Phrase group(String joint, List<Condition> parts, boolean nested) {
        Phrase joined = SENTENCES.list(
                joint, parts.stream().map(part -> condition(part, true)).toList());
        return nested && parts.size() > 1 ? SENTENCES.phrase("condition.group", joined) : joined;
    }

    private static Phrase metric(Phrase metric, Comparison comparison) {
        return switch (comparison) {
            case Comparison.AtLeast(BigDecimal limit) ->
                SENTENCES.phrase("condition.atLeast", metric, Phrase.of(limit));
            case Comparison.Over(BigDecimal limit) -> SENTENCES.phrase("condition.over", metric, Phrase.of(limit));
            case Comparison.AtMost(BigDecimal limit) -> SENTENCES.phrase("condition.atMost", metric, Phrase.of(limit));
            case Comparison.Under(BigDecimal limit) -> SENTENCES.phrase("condition.under", metric, Phrase.of(limit));
            case Comparison.EqualTo(BigDecimal value) -> SENTENCES.phrase("condition.equals", metric, Phrase.of(value));
            case Comparison.Between(BigDecimal low, BigDecimal high) ->
                SENTENCES.phrase("condition.between", metric, Phrase.of(low), Phrase.of(high));
        };
    }

    private static Phrase tier(Phrase scheme, TierComparison comparison) {
        return switch (comparison) {
            case TierComparison.AtLeast(String tier) ->
                SENTENCES.phrase("condition.tier.atLeast", scheme, Phrase.of(tier));
            case TierComparison.AtMost(String tier) ->
                SENTENCES.phrase("condition.tier.atMost", scheme, Phrase.of(tier));
            case TierComparison.Is(String tier) -> SENTENCES.phrase("condition.tier.is", scheme, Phrase.of(tier));
            case TierComparison.In(List<String> tiers) -> SENTENCES.phrase("condition.tier.in", scheme, texts(tiers));
        };
    }

    private static Phrase texts(List<String> texts) {
        return SENTENCES.list("list.comma", texts.stream().map(Phrase::of).toList());
    }

    static Phrase scale(Scale scale) {
        return switch (scale) {
            case Scale.Steps(List<Scale.Step> steps) ->
                SENTENCES.phrase(
                        "scale.steps",
                        SENTENCES.list(
                                "list.comma",
                                steps.stream()
                                        .map(step -> SENTENCES.phrase(
                                                "scale.step", Phrase.of(step.from()), Phrase.of(step.points())))
                                        .toList()));
            case Scale.Linear(BigDecimal from, BigDecimal to) ->
                SENTENCES.phrase("scale.linear", Phrase.of(from), Phrase.of(to));
            case Scale.Log(BigDecimal from, BigDecimal to) ->
                SENTENCES.phrase("scale.log", Phrase.of(from), Phrase.of(to));
            case Scale.Decay(BigDecimal days) -> SENTENCES.phrase("scale.decay", Phrase.of(days));
            case Scale.Quantile(int bins, Scale.Better better) ->
                SENTENCES.phrase("scale.quantile", Phrase.of(bins), better(better));
            case Scale.Percentile(Scale.Better better) -> SENTENCES.phrase("scale.percentile", better(better));
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) ->
                SENTENCES.phrase(
                        "scale.category",
                        SENTENCES.list(
                                "list.comma",
                                points.entrySet().stream()
                                        .map(entry -> SENTENCES.phrase(
                                                "scale.value", Phrase.of(entry.getKey()), Phrase.of(entry.getValue())))
                                        .toList()),
                        Phrase.of(otherwise));
        };
    }

    private static Phrase better(Scale.Better better) {
        return SENTENCES.phrase("better." + lower(better));
    }

    static Phrase missing(Missing missing) {
        return switch (missing) {
            case Missing.Points(BigDecimal points) -> SENTENCES.phrase("missing.points", Phrase.of(points));
            case Missing.Neutral() -> SENTENCES.phrase("missing.neutral");
            case Missing.Redistribute() -> SENTENCES.phrase("missing.redistribute");
            case Missing.Ineligible() -> SENTENCES.phrase("missing.ineligible");
        };
    }

    static Phrase cut(Cut cut) {
        return switch (cut) {
            case Cut.Score() -> SENTENCES.phrase("cut.score");
            case Cut.ValueShare(String metric, List<BigDecimal> shares) ->
                SENTENCES.phrase("cut.valueShare", Phrase.of(metric), shares(shares));
            case Cut.TopShare(String metric, List<BigDecimal> shares)
            when metric == null -> SENTENCES.phrase("cut.topShare.score", shares(shares));
            case Cut.TopShare(String metric, List<BigDecimal> shares) ->
                SENTENCES.phrase("cut.topShare", Phrase.of(metric), shares(shares));
            case Cut.Clusters(List<Cut.Feature> features, String orderBy, int seed) ->
                SENTENCES.phrase(
                        "cut.clusters",
                        SENTENCES.list(
                                "list.comma",
                                features.stream().map(Words::feature).toList()),
                        orderBy == null ? SENTENCES.phrase("none") : Phrase.of(orderBy),
                        Phrase.of(seed));
            case Cut.Rules(Cut.Otherwise.InTier(String tier)) ->
                SENTENCES.phrase("cut.rules.otherwise", Phrase.of(tier));
            case Cut.Rules(Cut.Otherwise.NoTier()) -> SENTENCES.phrase("cut.rules");
        };
    }

    private static Phrase feature(Cut.Feature feature) {
        return SENTENCES.phrase(
                "feature." + lower(feature.transform()), Phrase.of(feature.metric()), better(feature.better()));
    }

    private static Phrase shares(List<BigDecimal> shares) {
        return SENTENCES.list("list.comma", shares.stream().map(Words::percent).toList());
    }

    static Phrase effect(Rule.Effect effect, Scheme scheme) {
        return switch (effect) {
            case Rule.Effect.Assign(String tier) -> SENTENCES.phrase("effect.assign", tierName(tier, scheme));
            case Rule.Effect.Floor(String tier) -> SENTENCES.phrase("effect.floor", tierName(tier, scheme));
            case Rule.Effect.Cap(String tier) -> SENTENCES.phrase("effect.cap", tierName(tier, scheme));
            case Rule.Effect.Exclude() -> SENTENCES.phrase("effect.exclude");
        };
    }

    private static Phrase tierName(String tier, Scheme scheme) {
        int index = scheme.tierIndex(tier);
        return index < 0
                ? Phrase.of(tier)
                : Phrase.name(scheme.tiers().get(index).name(), tier);
    }

    static Phrase when(Movement.When at) {
        return SENTENCES.phrase("when." + lower(at));
    }

    static Phrase review(Review review) {
        return switch (review) {
            case Review.Never() -> SENTENCES.phrase("none");
            case Review.OnDates(Schedule schedule) -> schedule(schedule);
            case Review.Anniversary() -> SENTENCES.phrase("schedule.anniversary");
        };
    }

    static Phrase schedule(@Nullable Schedule schedule) {
        return schedule == null
                ? SENTENCES.phrase("none")
                : SENTENCES.phrase(
                        "schedule." + lower(schedule.every()), Phrase.of(schedule.day()), Phrase.of(schedule.month()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
