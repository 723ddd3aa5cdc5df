package io.fenji.engine.verification;

import io.fenji.engine.logic.Cases;
import io.fenji.engine.logic.Outcome;
import io.fenji.engine.logic.Reasoner;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds rules that change nobody's tier, and rules of which one always undoes what the other says. What is said holds
/// for every customer that there can be; where that cannot be told, nothing is.
///
/// Rules are compared with those of the same time only: all that come before movement, or all that act at once.
final class RuleReasoning {

    /// A rule with the members of the population whom it hits, and those whom it does not.
    private record Known(int index, Rule rule, int tier, Optional<Cases> hits, Optional<Cases> misses) {}

    private final Scheme scheme;
    private final Reasoner reasoner;
    private final Report report;
    private final List<Known> rules = new ArrayList<>();

    RuleReasoning(Scheme scheme, Reasoner reasoner, Report report) {
        this.scheme = scheme;
        this.reasoner = reasoner;
        this.report = report;
    }

    /// To be asked when every rule names tiers that exist.
    void check() {
        Optional<Cases> members = reasoner.cases(scheme.population(), Outcome.TRUE);
        for (int i = 0; i < scheme.rules().size(); i++) {
            Rule rule = scheme.rules().get(i);
            Optional<Cases> when = reasoner.cases(rule.when(), Outcome.TRUE);
            Optional<Cases> hits = reasoner.both(members, when);
            Known known = new Known(i, rule, tier(rule), hits, reasoner.cases(rule.when(), Outcome.NOT_TRUE));
            rules.add(known);
            if (when.filter(Cases::isEmpty).isPresent()) {
                // Said of the condition already.
                continue;
            }
            if (hits.filter(Cases::isEmpty).isPresent()) {
                report.error(pointer(known) + "/when", "DEAD_RULE.population");
            }
        }
        rules.forEach(this::check);
    }

    private int tier(Rule rule) {
        List<String> tier = RuleCheck.tier(rule.effect());
        return tier.isEmpty() ? -1 : scheme.tierIndex(tier.getFirst());
    }

    private void check(Known rule) {
        if (rule.hits.isEmpty() || rule.hits.get().isEmpty()) {
            return;
        }
        List<Known> others = rules.stream()
                .filter(other -> other.index != rule.index)
                .filter(other -> other.rule.viaMovement() == rule.rule.viaMovement())
                .toList();
        if (repeats(rule, others) || isShadowed(rule, others) || hasNoEffect(rule) || isUndone(rule, others)) {
            return;
        }
        meets(rule, others);
    }

    private boolean repeats(Known rule, List<Known> others) {
        Optional<Known> same = others.stream()
                .filter(other -> other.index < rule.index)
                .filter(other -> isKind(other, rule) && other.rule.when().equals(rule.rule.when()))
                .findFirst();
        same.ifPresent(other -> report.error(pointer(rule), "CONTRADICTING_RULES.same", other.rule.key()));
        return same.isPresent();
    }

    /// Whether the others leave nobody to the rule: excluded ones, those whom an earlier assignment or a stronger floor
    /// or cap has.
    private boolean isShadowed(Known rule, List<Known> others) {
        Optional<Cases> left = rule.hits;
        for (Known other : others) {
            Strength strength = strength(other, rule);
            boolean wins = strength == Strength.GREATER || (strength == Strength.EQUAL && other.index < rule.index);
            if (strength != Strength.LESS
                    && isWithin(rule.hits, other)
                    // Of two that say the same of the same customers only the later one is for nothing.
                    && (wins || !isWithin(other.hits, rule))) {
                report.error(pointer(rule), "DEAD_RULE.shadowed", other.rule.key());
                return true;
            }
            if (wins) {
                left = both(left, other.misses);
            }
        }
        boolean nobody = left.filter(Cases::isEmpty).isPresent();
        if (nobody) {
            report.error(pointer(rule), "DEAD_RULE.covered");
        }
        return nobody;
    }

    /// What counts where two rules hit the same customer.
    private enum Strength {
        LESS,
        EQUAL,
        GREATER
    }

    private static Strength strength(Known other, Known rule) {
        boolean excludes = rule.rule.effect() instanceof Rule.Effect.Exclude;
        if (other.rule.effect() instanceof Rule.Effect.Exclude) {
            return excludes ? Strength.EQUAL : Strength.GREATER;
        }
        if (!isKind(other, rule)) {
            return Strength.LESS;
        }
        if (rule.rule.effect() instanceof Rule.Effect.Assign) {
            return other.index < rule.index ? Strength.GREATER : Strength.LESS;
        }
        if (other.tier == rule.tier) {
            return Strength.EQUAL;
        }
        return other.tier < rule.tier == isFloor(rule) ? Strength.GREATER : Strength.LESS;
    }

    private boolean hasNoEffect(Known rule) {
        int lowest = scheme.tiers().size() - 1;
        boolean floor = rule.rule.effect() instanceof Rule.Effect.Floor
                && rule.tier == lowest
                && TierReasoning.everyoneHasATier(scheme);
        boolean cap = rule.rule.effect() instanceof Rule.Effect.Cap && rule.tier == 0;
        if (floor) {
            report.error(pointer(rule) + "/floor", "DEAD_RULE.floor");
        } else if (cap) {
            report.error(pointer(rule) + "/cap", "DEAD_RULE.cap");
        }
        return floor || cap;
    }

    /// Whether everyone whom the rule hits is given another tier by a rule that comes after it: a cap below an
    /// assignment or floor, or a floor above an assignment.
    private boolean isUndone(Known rule, List<Known> others) {
        Predicate<Known> undoes = switch (rule.rule.effect()) {
            case Rule.Effect.Assign _ ->
                other -> (isCap(other) && other.tier > rule.tier) || (isFloor(other) && other.tier < rule.tier);
            case Rule.Effect.Floor _ -> other -> isCap(other) && other.tier > rule.tier;
            case Rule.Effect.Cap _, Rule.Effect.Exclude() -> other -> false;
        };
        Optional<Known> by = others.stream()
                .filter(undoes)
                .filter(other -> isWithin(rule.hits, other))
                .findFirst();
        by.ifPresent(other -> report.error(pointer(rule), "CONTRADICTING_RULES", other.rule.key()));
        return by.isPresent();
    }

    /// A floor above a cap on customers of whom both tell by the same: the cap wins, which may not be meant.
    private void meets(Known rule, List<Known> others) {
        if (!isFloor(rule)) {
            return;
        }
        others.stream()
                .filter(other -> isCap(other) && other.tier > rule.tier)
                .filter(other -> other.hits.map(Cases::variables).equals(rule.hits.map(Cases::variables)))
                .filter(other -> both(rule.hits, other.hits)
                        .filter(both -> !both.isEmpty())
                        .isPresent())
                .findFirst()
                .ifPresent(other -> report.warning(pointer(rule), "RULES_MEET", other.rule.key()));
    }

    private boolean isWithin(Optional<Cases> hits, Known other) {
        return both(hits, other.misses).filter(Cases::isEmpty).isPresent();
    }

    private Optional<Cases> both(Optional<Cases> one, Optional<Cases> other) {
        return reasoner.both(one, other);
    }

    private static boolean isKind(Known one, Known other) {
        return one.rule.effect().getClass() == other.rule.effect().getClass();
    }

    private static boolean isCap(Known rule) {
        return rule.rule.effect() instanceof Rule.Effect.Cap;
    }

    private static boolean isFloor(Known rule) {
        return rule.rule.effect() instanceof Rule.Effect.Floor;
    }

    private static String pointer(Known rule) {
        return "/rules/" + rule.index;
    }
}
