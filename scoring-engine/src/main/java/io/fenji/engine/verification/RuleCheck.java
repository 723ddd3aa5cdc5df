package io.fenji.engine.verification;

import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import java.util.List;

/// Rules have conditions that can be true and name tiers that exist.
record RuleCheck(ConditionCheck conditions, Report report) {

    void check(Scheme scheme) {
        List<Rule> rules = scheme.rules();
        report.duplicates("/rules", "key", rules.stream().map(Rule::key).toList());
        for (int i = 0; i < rules.size(); i++) {
            String pointer = "/rules/" + i;
            conditions.check(pointer + "/when", rules.get(i).when());
            for (String tier : tier(rules.get(i).effect())) {
                if (scheme.tierIndex(tier) < 0) {
                    report.error(pointer + "/" + property(rules.get(i).effect()), "UNKNOWN_TIER", tier);
                }
            }
        }
    }

    /// The tier that an effect names: one or none.
    static List<String> tier(Rule.Effect effect) {
        return switch (effect) {
            case Rule.Effect.Assign(String tier) -> List.of(tier);
            case Rule.Effect.Floor(String tier) -> List.of(tier);
            case Rule.Effect.Cap(String tier) -> List.of(tier);
            case Rule.Effect.Exclude() -> List.of();
        };
    }

    private static String property(Rule.Effect effect) {
        return switch (effect) {
            case Rule.Effect.Assign _ -> "assign";
            case Rule.Effect.Floor _ -> "floor";
            case Rule.Effect.Cap _ -> "cap";
            case Rule.Effect.Exclude _ -> "exclude";
        };
    }
}
