package io.fenji.engine.verification;

import io.fenji.engine.logic.Cases;
import io.fenji.engine.logic.Outcome;
import io.fenji.engine.logic.Reasoner;
import io.fenji.engine.logic.Variable;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds tiers that rules keep everyone out of, and what rules that alone decide leave between them.
record TierReasoning(Scheme scheme, Reasoner reasoner, Report report) {

    /// To be asked when every rule names tiers that exist.
    void check() {
        if (scheme.movement().equals(Movement.AT_ONCE)
                || scheme.rules().stream().noneMatch(Rule::viaMovement)) {
            assigned();
        }
        bounded();
        if (scheme.cut() instanceof Cut.Rules(Cut.Otherwise.NoTier())) {
            stretches();
        }
    }

    /// Whether the cut gives every member of the population a tier.
    static boolean everyoneHasATier(Scheme scheme) {
        boolean insists = scheme.dimensions().stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .anyMatch(criterion -> criterion.missing() instanceof Missing.Ineligible);
        boolean otherwise = !(scheme.cut() instanceof Cut.Rules(Cut.Otherwise.NoTier()));
        return !insists && otherwise && (!scheme.cut().isByScore() || everyoneHasAScore(scheme));
    }

    private static boolean everyoneHasAScore(Scheme scheme) {
        return scheme.dimensions().stream()
                .filter(dimension -> dimension.weight().signum() > 0)
                .map(Dimension::criteria)
                .flatMap(List::stream)
                .anyMatch(criterion ->
                        criterion.weight().signum() > 0 && !(criterion.missing() instanceof Missing.Redistribute));
    }

    /// Where every member is assigned a tier by rules, the cut gives none.
    private void assigned() {
        Optional<Cases> left = reasoner.cases(scheme.population(), Outcome.TRUE);
        for (Rule rule : scheme.rules()) {
            if (rule.effect() instanceof Rule.Effect.Assign || rule.effect() instanceof Rule.Effect.Exclude) {
                Optional<Cases> misses = reasoner.cases(rule.when(), Outcome.NOT_TRUE);
                left = reasoner.both(left, misses);
            }
        }
        boolean all = left.filter(Cases::isEmpty).isPresent()
                && scheme.rules().stream().anyMatch(rule -> rule.effect() instanceof Rule.Effect.Assign);
        for (int i = 0; all && i < scheme.tiers().size(); i++) {
            if (!isNamed(i) && !report.has("/tiers/" + i)) {
                report.error("/tiers/" + i, "UNREACHABLE_TIER.assigned");
            }
        }
    }

    private boolean isNamed(int tier) {
        String key = scheme.tiers().get(tier).key();
        return scheme.rules().stream()
                .anyMatch(rule -> RuleCheck.tier(rule.effect()).contains(key));
    }

    /// A cap on every member closes the tiers above it, a floor under every member those below.
    private void bounded() {
        Optional<Cases> members = reasoner.cases(scheme.population(), Outcome.TRUE);
        for (Rule rule : scheme.rules()) {
            Optional<Cases> misses = reasoner.cases(rule.when(), Outcome.NOT_TRUE);
            boolean everyone = !rule.viaMovement()
                    && reasoner.both(members, misses).filter(Cases::isEmpty).isPresent();
            switch (rule.effect()) {
                case Rule.Effect.Cap(String tier)
                when everyone -> close(0, scheme.tierIndex(tier), "UNREACHABLE_TIER.capped", rule.key());
                case Rule.Effect.Floor(String tier)
                when everyone && !isCappedBelow(scheme.tierIndex(tier)) ->
                    close(scheme.tierIndex(tier) + 1, scheme.tiers().size(), "UNREACHABLE_TIER.floored", rule.key());
                case Rule.Effect.Cap _, Rule.Effect.Floor _, Rule.Effect.Assign _, Rule.Effect.Exclude _ -> {
                    // Not for everyone.
                }
            }
        }
    }

    private boolean isCappedBelow(int tier) {
        return scheme.rules().stream()
                .anyMatch(rule -> !rule.viaMovement()
                        && rule.effect() instanceof Rule.Effect.Cap(String cap)
                        && scheme.tierIndex(cap) > tier);
    }

    private void close(int from, int to, String sentence, String rule) {
        for (int i = from; i < to; i++) {
            if (!report.has("/tiers/" + i)) {
                report.error("/tiers/" + i, sentence, rule);
            }
        }
    }

    private record Stretch(long low, long high, int rule) {}

    /// Where rules assign by one metric alone and nothing else gives a tier: what is left between them, and where two
    /// of
    /// them overlap in part.
    private void stretches() {
        Set<Variable> variables = new HashSet<>();
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < scheme.rules().size(); i++) {
            Rule rule = scheme.rules().get(i);
            if (!(rule.effect() instanceof Rule.Effect.Assign)) {
                return;
            }
            Optional<Cases> hits = reasoner.cases(rule.when(), Outcome.TRUE);
            if (hits.isEmpty() || hits.get().variables().size() != 1) {
                return;
            }
            Variable only = hits.get().variables().iterator().next();
            variables.add(only);
            List<long[]> parts = hits.get().stretches(only);
            if (parts == null || variables.size() > 1) {
                return;
            }
            for (long[] part : parts) {
                stretches.add(new Stretch(part[0], part[1], i));
            }
        }
        if (readsOnly(variables)) {
            stretches.sort(Comparator.comparingLong(Stretch::low).thenComparingLong(Stretch::high));
            String metric = variables.iterator().next().key();
            gaps(stretches, metric);
            overlaps(stretches, metric);
        }
    }

    /// A population by the metric might leave out just what the rules do.
    private boolean readsOnly(Set<Variable> variables) {
        return variables.size() == 1
                && (scheme.population().equals(Condition.EVERYONE)
                        || reasoner.cases(scheme.population(), Outcome.TRUE)
                                .filter(members -> members.variables().stream().noneMatch(variables::contains))
                                .isPresent());
    }

    private void gaps(List<Stretch> stretches, String metric) {
        long end = stretches.getFirst().high;
        for (Stretch next : stretches) {
            if (end < Long.MAX_VALUE && next.low > end + 1 && holdsAValue(end + 1, next.low - 1)) {
                report.warning("/rules/" + next.rule, "RULE_GAP", metric, number(end + 1), number(next.low - 1));
            }
            end = Math.max(end, next.high);
        }
    }

    /// Whether there is a number between with no more decimals than the limits in the rules have: between 5 and 6
    /// orders
    /// there is nobody.
    private boolean holdsAValue(long low, long high) {
        int places = scheme.rules().stream()
                .flatMap(rule -> limits(rule.when()))
                .mapToInt(BigDecimal::scale)
                .max()
                .orElse(0);
        long unit = BigDecimal.ONE
                .movePointRight(Fixed.PLACES - Math.max(0, places))
                .longValueExact();
        return Math.floorDiv(high, unit) * unit >= low;
    }

    private static Stream<BigDecimal> limits(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().flatMap(TierReasoning::limits);
            case Condition.Any(List<Condition> parts) -> parts.stream().flatMap(TierReasoning::limits);
            case Condition.Not(Condition part) -> limits(part);
            case Condition.MetricIs(String metric, Comparison comparison) ->
                switch (comparison) {
                    case Comparison.AtLeast(BigDecimal limit) -> Stream.of(limit);
                    case Comparison.Over(BigDecimal limit) -> Stream.of(limit);
                    case Comparison.AtMost(BigDecimal limit) -> Stream.of(limit);
                    case Comparison.Under(BigDecimal limit) -> Stream.of(limit);
                    case Comparison.EqualTo(BigDecimal value) -> Stream.of(value);
                    case Comparison.Between(BigDecimal low, BigDecimal high) -> Stream.of(low, high);
                };
            case Condition.AttributeIs _, Condition.AttributeIn _, Condition.TierIs _ -> Stream.of();
        };
    }

    private void overlaps(List<Stretch> stretches, String metric) {
        for (int i = 0; i < stretches.size(); i++) {
            for (int j = i + 1; j < stretches.size() && stretches.get(j).low <= stretches.get(i).high; j++) {
                Stretch one = stretches.get(i);
                Stretch two = stretches.get(j);
                boolean partly = one.low < two.low && one.high < two.high;
                if (partly && one.rule != two.rule && tier(one) != tier(two)) {
                    report.warning(
                            "/rules/" + Math.max(one.rule, two.rule),
                            "RULES_OVERLAP",
                            metric,
                            number(two.low),
                            number(one.high),
                            scheme.rules().get(Math.min(one.rule, two.rule)).key());
                }
            }
        }
    }

    private int tier(Stretch stretch) {
        return scheme.tierIndex(
                RuleCheck.tier(scheme.rules().get(stretch.rule).effect()).getFirst());
    }

    private static String number(long scaled) {
        return Fixed.toDecimal(scaled).toPlainString();
    }
}
