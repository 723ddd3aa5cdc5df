package io.fenji.engine.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Explanation.ConditionPart;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.TierComparison;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Explanations as JSON; the caller adds ids, versions and times.
///
/// ```
/// {"population":{"member":true,"conditions":[{"pointer":"/population","metric":"orders.lifetime",
///     "value":3,"comparison":"atLeast","operand":1,"result":"TRUE"}]},
///  "dimensions":[{"key":"value","name":{…},"weight":0.6,"contribution":41.2,"criteria":[
///     {"metric":"spend.365d","value":1200,"scale":{"type":"quantile","bins":5,"better":"higher"},
///      "breakpoints":[…],"points":80,"weight":0.3,"contribution":24},
///     {"metric":"assets","missing":"redistribute","scale":{…},"points":0,"weight":0,"contribution":0}]}],
///  "score":72.35,
///  "cut":{"type":"score","tier":"gold","threshold":65,"heldByLeave":false},
///  "rules":[{"key":"big","hit":true,"effect":"assign","tier":"diamond",
///     "conditions":[{"pointer":"/rules/0/when/all/0",…}]}],
///  "movement":{"target":"silver","tier":"gold","since":"2026-01-10","waiting":"GRACE","until":"2026-07-01",
///     "reviewedOn":"2026-06-01"},
///  "tier":"diamond"}
/// ```
/// `movement` is there when the scheme has a movement policy or reviews; `waiting`, `until` and the conditions of
/// `renewal` where they say something. `existingTier` is there when a tier from before the version took effect is kept:
/// the `tier`, the `mode`, where the version would have the customer (`awaited`) and the date. `override` is there when
/// somebody gave the customer a tier: exactly a `tier`, or
/// a `floor` and a `ceiling`, and what it came `instead` of.
/// `result` is `TRUE`, `FALSE` or `UNKNOWN`; conditions on attributes have `attribute` and the
/// `comparison` `is` with a string or `in` with a list of strings as `operand`; those on the tier in another
/// scheme have its key as `scheme`, and `atLeast` and `atMost` besides these; `operand` of
/// `between` is a list of two numbers. `value` is left out when absent and `missing` says what that
/// meant, `score` is left out when there is none, `cut` outside the population, `tier` when there
/// is none, and then `untiered` says why (`OUTSIDE_POPULATION`, `EXCLUDED`, `INELIGIBLE`,
/// `NO_RULE_HIT`). A `valueShare` cut, and a `topShare` cut by a metric, also has `metric` and
/// `value`. A `clusters` cut has `distance` to its own centre and `next`, both left out when a feature is
/// absent, and `features`:
///
/// ```
/// "cut":{"type":"clusters","tier":"gold","heldByLeave":false,"distance":0.4112,
///     "next":{"tier":"silver","distance":1.3007},
///     "features":[{"metric":"spend.365d","value":1200,"scaled":0.7312,"centre":0.9004}]}
/// ```
/// A criterion on an attribute has `attribute` instead of `metric`, and a string as `value`.
public final class ExplanationJson {

    private ExplanationJson() {}

    public static ObjectNode write(Explanation explanation) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode population = root.putObject("population");
        population.put("member", explanation.population().member());
        conditions(population.putArray("conditions"), explanation.population().conditions());
        ArrayNode dimensions = root.putArray("dimensions");
        explanation.dimensions().forEach(part -> dimension(dimensions.addObject(), part));
        if (explanation.standing().score() instanceof Score.Scored(BigDecimal value)) {
            root.put("score", value);
        }
        if (explanation.population().member()) {
            cut(root.putObject("cut"), explanation.cut());
        }
        ArrayNode rules = root.putArray("rules");
        explanation.rules().forEach(part -> rule(rules.addObject(), part));
        if (explanation.movement() != null) {
            movement(root.putObject("movement"), explanation.movement());
        }
        if (explanation.existing() != null) {
            existing(root.putObject("existingTier"), explanation.existing());
        }
        if (explanation.manual() != null) {
            manual(root.putObject("override"), explanation.manual());
        }
        switch (explanation.standing()) {
            case Standing.Tiered tiered -> root.put("tier", tiered.tier());
            case Standing.Untiered untiered ->
                root.put("untiered", untiered.reason().name());
        }
        return root;
    }

    private static void dimension(ObjectNode node, Explanation.DimensionPart part) {
        node.put("key", part.key());
        ObjectNode name = node.putObject("name");
        new TreeMap<>(part.name()).forEach(name::put);
        node.put("weight", part.weight()).put("contribution", part.contribution());
        ArrayNode criteria = node.putArray("criteria");
        part.criteria().forEach(criterion -> criterion(criteria.addObject(), criterion));
    }

    private static void criterion(ObjectNode node, Explanation.CriterionPart part) {
        switch (part.source()) {
            case Criterion.Source.Metric(String key) -> node.put("metric", key);
            case Criterion.Source.Attribute(String key) -> node.put("attribute", key);
        }
        switch (part.input()) {
            case Explanation.Input.Value(BigDecimal value) -> node.put("value", value);
            case Explanation.Input.Text(String value) -> node.put("value", value);
            case Explanation.Input.Absent(String treatment) -> node.put("missing", treatment);
        }
        node.set("scale", ScaleJson.write(part.scale()));
        if (!part.breakpoints().isEmpty()) {
            part.breakpoints().forEach(node.putArray("breakpoints")::add);
        }
        node.put("points", part.points()).put("weight", part.weight()).put("contribution", part.contribution());
    }

    private static void cut(ObjectNode node, Explanation.CutPart part) {
        node.put("type", part.type());
        putText(node, "tier", part.tier());
        putNumber(node, "threshold", part.threshold());
        node.put("heldByLeave", part.heldByLeave());
        putText(node, "metric", part.metric());
        putNumber(node, "value", part.value());
        if (part.clusters() != null) {
            clusters(node, part.clusters());
        }
    }

    private static void clusters(ObjectNode node, Explanation.ClusterPart part) {
        putNumber(node, "distance", part.distance());
        Explanation.NextCluster next = part.next();
        if (next != null) {
            node.putObject("next").put("tier", next.tier()).put("distance", next.distance());
        }
        ArrayNode features = node.putArray("features");
        for (Explanation.FeaturePart feature : part.features()) {
            ObjectNode each = features.addObject().put("metric", feature.metric());
            putNumber(each, "value", feature.value());
            putNumber(each, "scaled", feature.scaled());
            putNumber(each, "centre", feature.centre());
        }
    }

    private static void movement(ObjectNode node, Explanation.MovementPart part) {
        putText(node, "target", part.target());
        putText(node, "tier", part.tier());
        putDate(node, "since", part.since());
        putText(node, "waiting", part.waiting() == null ? null : part.waiting().name());
        putDate(node, "until", part.until());
        putDate(node, "reviewedOn", part.reviewedOn());
        if (!part.renewal().isEmpty()) {
            conditions(node.putArray("renewal"), part.renewal());
        }
    }

    private static void existing(ObjectNode node, Explanation.ExistingPart part) {
        node.put("tier", part.tier()).put("mode", part.mode().name());
        putText(node, "awaited", part.awaited());
        putDate(node, "until", part.until());
    }

    private static void manual(ObjectNode node, Explanation.ManualPart part) {
        putText(node, "tier", part.tier());
        putText(node, "floor", part.floor());
        putText(node, "ceiling", part.ceiling());
        putText(node, "instead", part.instead());
    }

    private static void putDate(ObjectNode node, String property, @Nullable LocalDate value) {
        putText(node, property, value == null ? null : value.toString());
    }

    private static void rule(ObjectNode node, Explanation.RulePart part) {
        node.put("key", part.key()).put("hit", part.hit());
        if (part.viaMovement()) {
            node.put("viaMovement", true);
        }
        switch (part.effect()) {
            case Rule.Effect.Assign(String tier) -> node.put("effect", "assign").put("tier", tier);
            case Rule.Effect.Floor(String tier) -> node.put("effect", "floor").put("tier", tier);
            case Rule.Effect.Cap(String tier) -> node.put("effect", "cap").put("tier", tier);
            case Rule.Effect.Exclude() -> node.put("effect", "exclude");
        }
        conditions(node.putArray("conditions"), part.conditions());
    }

    private static void conditions(ArrayNode list, List<ConditionPart> parts) {
        for (ConditionPart part : parts) {
            ObjectNode node = list.addObject();
            node.put("pointer", part.pointer());
            switch (part) {
                case ConditionPart.OnMetric on -> {
                    node.put("metric", on.metric());
                    putNumber(node, "value", on.value());
                    comparison(node, on.comparison());
                }
                case ConditionPart.OnAttribute on -> {
                    node.put("attribute", on.attribute());
                    putText(node, "value", on.value());
                    accepted(node, on.accepted());
                }
                case ConditionPart.OnTier on -> {
                    node.put("scheme", on.scheme());
                    putText(node, "value", on.tier());
                    comparison(node, on.comparison());
                }
            }
            node.put("result", part.result().name());
        }
    }

    private static void accepted(ObjectNode node, List<String> values) {
        if (values.size() == 1) {
            node.put("comparison", "is").put("operand", values.getFirst());
        } else {
            values.forEach(node.put("comparison", "in").putArray("operand")::add);
        }
    }

    private static void comparison(ObjectNode node, Comparison comparison) {
        switch (comparison) {
            case Comparison.AtLeast(BigDecimal limit) ->
                node.put("comparison", "atLeast").put("operand", limit);
            case Comparison.Over(BigDecimal limit) ->
                node.put("comparison", "over").put("operand", limit);
            case Comparison.AtMost(BigDecimal limit) ->
                node.put("comparison", "atMost").put("operand", limit);
            case Comparison.Under(BigDecimal limit) ->
                node.put("comparison", "under").put("operand", limit);
            case Comparison.EqualTo(BigDecimal value) ->
                node.put("comparison", "equals").put("operand", value);
            case Comparison.Between(BigDecimal low, BigDecimal high) ->
                node.put("comparison", "between").putArray("operand").add(low).add(high);
        }
    }

    private static void comparison(ObjectNode node, TierComparison comparison) {
        switch (comparison) {
            case TierComparison.AtLeast(String tier) ->
                node.put("comparison", "atLeast").put("operand", tier);
            case TierComparison.AtMost(String tier) ->
                node.put("comparison", "atMost").put("operand", tier);
            case TierComparison.Is(String tier) -> node.put("comparison", "is").put("operand", tier);
            case TierComparison.In(List<String> tiers) ->
                tiers.forEach(node.put("comparison", "in").putArray("operand")::add);
        }
    }

    private static void putText(ObjectNode node, String property, @Nullable String value) {
        if (value != null) {
            node.put(property, value);
        }
    }

    private static void putNumber(ObjectNode node, String property, @Nullable BigDecimal value) {
        if (value != null) {
            node.put(property, value);
        }
    }
}
