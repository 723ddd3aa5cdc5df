package io.fenji.engine.document;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import java.util.Set;
import java.util.TreeSet;

/// Reads rules.
final class RuleReader {

    private static final Set<String> EFFECTS = Set.of("assign", "floor", "cap", "exclude");

    private RuleReader() {}

    static Rule read(Place place) {
        if (!place.isObjectOf(Set.of("key", "when", "assign", "floor", "cap", "exclude", "viaMovement"), Set.of())) {
            return new Rule("", Condition.EVERYONE, new Rule.Effect.Exclude(), false);
        }
        return new Rule(
                place.requires("key") ? place.at("key").partKey() : "",
                place.requires("when") ? ConditionReader.read(place.at("when")) : Condition.EVERYONE,
                effect(place),
                place.has("viaMovement") && place.at("viaMovement").flag());
    }

    private static Rule.Effect effect(Place place) {
        Set<String> effects = new TreeSet<>(EFFECTS);
        effects.removeIf(name -> !place.has(name));
        if (effects.size() != 1) {
            place.fault("BAD_RULE", Place.sorted(EFFECTS));
            return new Rule.Effect.Exclude();
        }
        String form = effects.iterator().next();
        Place operand = place.at(form);
        return switch (form) {
            case "assign" -> new Rule.Effect.Assign(operand.tierKey());
            case "floor" -> new Rule.Effect.Floor(operand.tierKey());
            case "cap" -> new Rule.Effect.Cap(operand.tierKey());
            default -> {
                if (!operand.node().isBoolean() || !operand.node().booleanValue()) {
                    operand.fault("BAD_VALUE.exclude");
                }
                yield new Rule.Effect.Exclude();
            }
        };
    }
}
