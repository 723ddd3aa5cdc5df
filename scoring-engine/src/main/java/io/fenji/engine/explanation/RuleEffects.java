package io.fenji.engine.explanation;

import io.fenji.engine.evaluation.Explanation.RulePart;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules of one stage, before or after the movement policy, did to a tier: those that hit, in the order in
/// which they took effect.
///
/// @param tier the tier after them; null for none
/// @param done what came of each that hit
record RuleEffects(@Nullable String tier, List<Done> done) {

    /// A rule that hit, and what came of it.
    ///
    /// @param before the tier before the rule; null for none
    /// @param by the rule that left it nothing to do; null where there is none
    record Done(
            RulePart rule,
            boolean decides,
            @Nullable String before,
            @Nullable String by) {}

    /// @param rules of the stage, in document order
    /// @param before the tier before them; null for none
    static RuleEffects of(Scheme scheme, List<RulePart> rules, @Nullable String before) {
        List<RulePart> hits = rules.stream().filter(RulePart::hit).toList();
        List<RulePart> excluding = having(hits, Rule.Effect.Exclude.class);
        if (!excluding.isEmpty()) {
            String by = excluding.getFirst().key();
            return new RuleEffects(
                    null,
                    hits.stream()
                            .map(rule -> {
                                boolean excludes = rule.effect() instanceof Rule.Effect.Exclude;
                                return new Done(rule, excludes, before, excludes ? null : by);
                            })
                            .toList());
        }
        List<Done> done = new ArrayList<>();
        @Nullable String tier = before;
        List<RulePart> assigning = having(hits, Rule.Effect.Assign.class);
        for (RulePart rule : assigning) {
            boolean first = rule.equals(assigning.getFirst());
            done.add(new Done(
                    rule, first, tier, first ? null : assigning.getFirst().key()));
            tier = first ? target(rule) : tier;
        }
        tier = limited(scheme, having(hits, Rule.Effect.Floor.class), tier, true, done);
        tier = limited(scheme, having(hits, Rule.Effect.Cap.class), tier, false, done);
        return new RuleEffects(tier, List.copyOf(done));
    }

    /// The highest floor, or the lowest cap, decides where the tier is beyond it.
    private static @Nullable String limited(
            Scheme scheme, List<RulePart> limits, @Nullable String tier, boolean floors, List<Done> done) {
        @Nullable RulePart decisive = null;
        @Nullable String limited = tier;
        for (RulePart rule : limits) {
            if (beyond(scheme, limited, target(rule), floors)) {
                decisive = rule;
                limited = target(rule);
            }
        }
        for (RulePart rule : limits) {
            done.add(new Done(rule, rule.equals(decisive), tier, null));
        }
        return limited;
    }

    private static boolean beyond(Scheme scheme, @Nullable String tier, String limit, boolean floors) {
        if (tier == null) {
            return floors;
        }
        int at = scheme.tierIndex(tier);
        int to = scheme.tierIndex(limit);
        return floors ? to < at : to > at;
    }

    private static List<RulePart> having(List<RulePart> rules, Class<? extends Rule.Effect> effect) {
        return rules.stream().filter(rule -> effect.isInstance(rule.effect())).toList();
    }

    private static String target(RulePart rule) {
        return switch (rule.effect()) {
            case Rule.Effect.Assign(String tier) -> tier;
            case Rule.Effect.Floor(String tier) -> tier;
            case Rule.Effect.Cap(String tier) -> tier;
            case Rule.Effect.Exclude() -> throw new IllegalArgumentException("excluding gives no tier");
        };
    }

    /// What came of a rule; null when it did not hit.
    @Nullable
    Done of(RulePart rule) {
        return done.stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /// The rule that decided last; null when none did.
    @Nullable
    RulePart decisive() {
        return done.reversed().stream()
                .filter(Done::decides)
                .findFirst()
                .map(Done::rule)
                .orElse(null);
    }
}
