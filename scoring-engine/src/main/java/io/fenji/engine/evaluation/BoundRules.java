package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.util.List;

/// A scheme's rules bound to a table.
final class BoundRules {

    private record Bound(BoundCondition when, Effect effect, int tier) {}

    private enum Effect {
        ASSIGN,
        FLOOR,
        CAP,
        EXCLUDE
    }

    private final List<Bound> rules;
    private final int lowest;

    /// The rules that come before the movement policy, or those that come after it.
    BoundRules(Scheme scheme, MetricTable table, boolean viaMovement) {
        lowest = scheme.tiers().size() - 1;
        rules = scheme.rules().stream()
                .filter(rule -> rule.viaMovement() == viaMovement)
                .map(rule -> bind(rule, scheme, table))
                .toList();
    }

    private static Bound bind(Rule rule, Scheme scheme, MetricTable table) {
        BoundCondition when = BoundCondition.bind(rule.when(), table);
        return switch (rule.effect()) {
            case Rule.Effect.Assign(String tier) -> new Bound(when, Effect.ASSIGN, BoundCut.tierOf(scheme, tier));
            case Rule.Effect.Floor(String tier) -> new Bound(when, Effect.FLOOR, BoundCut.tierOf(scheme, tier));
            case Rule.Effect.Cap(String tier) -> new Bound(when, Effect.CAP, BoundCut.tierOf(scheme, tier));
            case Rule.Effect.Exclude() -> new Bound(when, Effect.EXCLUDE, 0);
        };
    }

    /// The tier after rules, or a reason's code.
    int apply(int row, int code) {
        int assigned = -1;
        int floor = lowest + 1;
        int cap = -1;
        for (int i = 0; i < rules.size(); i++) {
            Bound rule = rules.get(i);
            if (rule.when.test(row) == Truth.TRUE) {
                switch (rule.effect) {
                    case ASSIGN -> assigned = assigned < 0 ? rule.tier : assigned;
                    case FLOOR -> floor = Math.min(floor, rule.tier);
                    case CAP -> cap = Math.max(cap, rule.tier);
                    case EXCLUDE -> {
                        return Standing.Reason.EXCLUDED.code();
                    }
                }
            }
        }
        int tier = assigned < 0 ? code : assigned;
        if (floor <= lowest && (tier < 0 || floor < tier)) {
            tier = floor;
        }
        return tier < 0 ? tier : Math.max(tier, cap);
    }
}
