package io.fenji.engine.explanation;

import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.Explanation.RulePart;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The tier from stage to stage, as the explanation has it: cut, rules, movement, rules, what is kept, override.
///
/// @param before the rules before the movement policy
/// @param after those after it
/// @param ruled the tier before an override; null for none
/// @param tier the tier in the end; null for none
record Stages(
        RuleEffects before,
        RuleEffects after,
        @Nullable String ruled,
        @Nullable String tier) {

    static Stages of(Scheme scheme, Explanation explanation) {
        RuleEffects before = RuleEffects.of(
                scheme, rules(explanation, true), explanation.cut().tier());
        Explanation.MovementPart movement = explanation.movement();
        @Nullable String moved = movement == null ? before.tier() : movement.tier();
        RuleEffects after = RuleEffects.of(scheme, rules(explanation, false), moved);
        @Nullable String tier = explanation.standing() instanceof Standing.Tiered tiered ? tiered.tier() : null;
        Explanation.ManualPart manual = explanation.manual();
        return new Stages(before, after, manual == null ? tier : manual.instead(), tier);
    }

    private static List<RulePart> rules(Explanation explanation, boolean viaMovement) {
        return explanation.rules().stream()
                .filter(rule -> rule.viaMovement() == viaMovement)
                .toList();
    }

    RuleEffects of(RulePart rule) {
        return rule.viaMovement() ? before : after;
    }

    /// Whether an override gives the tier.
    boolean isOverridden() {
        return !Objects.equals(ruled, tier);
    }

    /// Whether the tier is what is kept from before the version took effect, whatever the rules gave.
    boolean isKept() {
        return !Objects.equals(after.tier(), ruled);
    }
}
