package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.list;
import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation.ConditionPart;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.TierComparison;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions with the customer's values.
record ConditionWords(Terms terms) {

    /// The whole condition, each comparison as it came out.
    ///
    /// @param parts its comparisons, in document order
    Phrase of(Condition condition, List<ConditionPart> parts) {
        return of(condition, parts.iterator(), false);
    }

    private Phrase of(Condition condition, Iterator<ConditionPart> parts, boolean nested) {
        return switch (condition) {
            case Condition.All(List<Condition> all) when all.isEmpty() -> say("condition.everyone");
            case Condition.All(List<Condition> all) -> group("condition.and", all, parts, nested);
            case Condition.Any(List<Condition> any) -> group("condition.or", any, parts, nested);
            case Condition.Not(Condition part) -> say("condition.not", of(part, parts, true));
            case Condition.MetricIs _, Condition.AttributeIs _, Condition.AttributeIn _, Condition.TierIs _ ->
                of(parts.next());
        };
    }

    private Phrase group(String joint, List<Condition> conditions, Iterator<ConditionPart> parts, boolean nested) {
        List<Phrase> phrases = new ArrayList<>();
        conditions.forEach(condition -> phrases.add(of(condition, parts, true)));
        Phrase joined = list(joint, phrases);
        return nested && phrases.size() > 1 ? say("condition.group", joined) : joined;
    }

    /// One comparison.
    Phrase of(ConditionPart part) {
        return switch (part) {
            case ConditionPart.OnMetric on ->
                compared(
                        part,
                        terms.metric(on.metric()),
                        terms.value(on.metric(), on.value()),
                        comparison(on.metric(), on.comparison()));
            case ConditionPart.OnAttribute on ->
                compared(part, Phrase.of(on.attribute()), text(on.value()), oneOf(on.accepted()));
            case ConditionPart.OnTier on ->
                compared(
                        part,
                        say("condition.tier", Phrase.of(on.scheme())),
                        text(on.tier()),
                        comparison(on.comparison()));
        };
    }

    private static Phrase compared(ConditionPart part, Phrase name, Phrase value, Phrase comparison) {
        return say("condition." + part.result().name(), name, value, comparison);
    }

    private Phrase comparison(String metric, Comparison comparison) {
        return switch (comparison) {
            case Comparison.AtLeast(var limit) -> say("compare.atLeast", terms.value(metric, limit));
            case Comparison.Over(var limit) -> say("compare.over", terms.value(metric, limit));
            case Comparison.AtMost(var limit) -> say("compare.atMost", terms.value(metric, limit));
            case Comparison.Under(var limit) -> say("compare.under", terms.value(metric, limit));
            case Comparison.EqualTo(var value) -> say("compare.equals", terms.value(metric, value));
            case Comparison.Between(var low, var high) ->
                say("compare.between", terms.value(metric, low), terms.value(metric, high));
        };
    }

    private static Phrase comparison(TierComparison comparison) {
        return switch (comparison) {
            case TierComparison.AtLeast(String tier) -> say("compare.atLeast", text(tier));
            case TierComparison.AtMost(String tier) -> say("compare.atMost", text(tier));
            case TierComparison.Is(String tier) -> say("compare.equals", text(tier));
            case TierComparison.In(List<String> tiers) -> oneOf(tiers);
        };
    }

    private static Phrase oneOf(List<String> texts) {
        Phrase all = list("list.comma", texts.stream().map(ConditionWords::text).toList());
        return say(texts.size() == 1 ? "compare.equals" : "compare.in", all);
    }

    private static Phrase text(@Nullable String text) {
        return text == null ? Terms.none() : say("text", Phrase.of(text));
    }
}
