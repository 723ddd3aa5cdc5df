package io.fenji.engine.document;

import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.TierComparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads conditions.
final class ConditionReader {

    private static final Set<String> FORMS = Set.of("all", "any", "not", "metric", "attribute", "tier");
    private static final Set<String> COMPARISONS = Set.of("atLeast", "over", "atMost", "under", "equals", "between");
    private static final Set<String> MATCHES = Set.of("is", "in");
    private static final Set<String> TIER_COMPARISONS = Set.of("atLeast", "atMost", "is", "in");
    private static final int DEPTH = 10;
    private static final int MOST_COMPARISONS = 1_000;

    private ConditionReader() {}

    static Condition read(Place place) {
        Condition condition = read(place, DEPTH);
        if (comparisons(condition) > MOST_COMPARISONS) {
            place.fault("TOO_MANY_CONDITIONS", MOST_COMPARISONS);
        }
        return condition;
    }

    private static int comparisons(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                parts.stream().mapToInt(ConditionReader::comparisons).sum();
            case Condition.Any(List<Condition> parts) ->
                parts.stream().mapToInt(ConditionReader::comparisons).sum();
            case Condition.Not(Condition part) -> comparisons(part);
            case Condition.MetricIs _, Condition.AttributeIs _, Condition.AttributeIn _, Condition.TierIs _ -> 1;
        };
    }

    private static Condition read(Place place, int depth) {
        if (depth == 0) {
            place.fault("TOO_DEEP", DEPTH);
            return Condition.EVERYONE;
        }
        if (!place.node().isObject()) {
            place.fault("WRONG_TYPE.condition");
            return Condition.EVERYONE;
        }
        Set<String> forms = present(place, FORMS);
        if (forms.size() != 1) {
            place.fault("BAD_CONDITION", Place.sorted(FORMS));
            return Condition.EVERYONE;
        }
        return switch (forms.iterator().next()) {
            case "all" -> new Condition.All(group(place, "all", depth));
            case "any" -> new Condition.Any(group(place, "any", depth));
            case "not" -> {
                place.isObjectOf(Set.of("not"), Set.of());
                yield new Condition.Not(read(place.at("not"), depth - 1));
            }
            case "metric" -> metric(place);
            case "tier" -> {
                place.isObjectOf(Set.of("tier"), Set.of());
                yield tier(place.at("tier"));
            }
            default -> attribute(place);
        };
    }

    private static List<Condition> group(Place place, String form, int depth) {
        place.isObjectOf(Set.of(form), Set.of());
        return place.at(form).items(1, 200).stream()
                .map(item -> read(item, depth - 1))
                .toList();
    }

    private static Condition metric(Place place) {
        place.isObjectOf(with(COMPARISONS, "metric"), Set.of());
        String metric = place.at("metric").metricKey();
        Set<String> comparisons = present(place, COMPARISONS);
        if (comparisons.size() != 1) {
            place.fault("BAD_CONDITION.metric", Place.sorted(COMPARISONS));
            return Condition.EVERYONE;
        }
        String form = comparisons.iterator().next();
        Place operand = place.at(form);
        return new Condition.MetricIs(
                metric,
                switch (form) {
                    case "atLeast" -> new Comparison.AtLeast(operand.decimal());
                    case "over" -> new Comparison.Over(operand.decimal());
                    case "atMost" -> new Comparison.AtMost(operand.decimal());
                    case "under" -> new Comparison.Under(operand.decimal());
                    case "equals" -> new Comparison.EqualTo(operand.decimal());
                    default -> between(operand);
                });
    }

    private static Comparison between(Place operand) {
        List<BigDecimal> ends = operand.items(2, 2).stream().map(Place::decimal).toList();
        return ends.isEmpty()
                ? new Comparison.EqualTo(BigDecimal.ZERO)
                : new Comparison.Between(ends.getFirst(), ends.getLast());
    }

    private static Condition attribute(Place place) {
        place.isObjectOf(with(MATCHES, "attribute"), Set.of());
        String attribute = place.at("attribute").attributeKey();
        Set<String> matches = present(place, MATCHES);
        if (matches.size() != 1) {
            place.fault("BAD_CONDITION.attribute", Place.sorted(MATCHES));
            return Condition.EVERYONE;
        }
        return place.has("is")
                ? new Condition.AttributeIs(attribute, place.at("is").text(200))
                : new Condition.AttributeIn(
                        attribute,
                        place.at("in").items(1, 1_000).stream()
                                .map(item -> item.text(200))
                                .toList());
    }

    private static Condition tier(Place place) {
        if (!place.isObjectOf(with(TIER_COMPARISONS, "scheme"), Set.of()) || !place.requires("scheme")) {
            return Condition.EVERYONE;
        }
        String scheme = place.at("scheme").schemeKey();
        Set<String> comparisons = present(place, TIER_COMPARISONS);
        if (comparisons.size() != 1) {
            place.fault("BAD_CONDITION.tier", Place.sorted(TIER_COMPARISONS));
            return Condition.EVERYONE;
        }
        String form = comparisons.iterator().next();
        Place operand = place.at(form);
        return new Condition.TierIs(
                scheme,
                switch (form) {
                    case "atLeast" -> new TierComparison.AtLeast(operand.tierKey());
                    case "atMost" -> new TierComparison.AtMost(operand.tierKey());
                    case "is" -> new TierComparison.Is(operand.tierKey());
                    default ->
                        new TierComparison.In(operand.items(1, 50).stream()
                                .map(Place::tierKey)
                                .toList());
                });
    }

    private static Set<String> present(Place place, Set<String> names) {
        Set<String> present = new TreeSet<>(names);
        present.removeIf(name -> !place.has(name));
        return present;
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> all = new TreeSet<>(names);
        all.add(name);
        return all;
    }
}
