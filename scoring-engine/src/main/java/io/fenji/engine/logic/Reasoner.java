package io.fenji.engine.logic;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.TierComparison;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds for which customers a condition comes out one way. What it may cost in all is limited: then nothing more is
/// said. Not for several threads.
public final class Reasoner {

    /// More than this is too long to wait for.
    private static final long MOST_WORK = 20_000_000;

    private final Map<String, List<String>> ladders;
    private long work;

    /// A reasoner that knows the tiers of other schemes.
    ///
    /// @param ladders by the schemes' keys, the highest first
    public Reasoner(Map<String, List<String>> ladders) {
        this.ladders = Map.copyOf(ladders);
    }

    /// Those who are in both; nothing when there are too many cases to tell.
    public Optional<Cases> both(Optional<Cases> one, Optional<Cases> other) {
        return one.flatMap(so -> other.flatMap(with -> isTooMuch(so.work(with)) ? Optional.empty() : so.and(with)));
    }

    private boolean isTooMuch(long more) {
        work += more;
        return work > MOST_WORK;
    }

    /// The customers for whom the condition comes out so; nothing when there are too many cases, or when a tier is not
    /// known.
    public Optional<Cases> cases(Condition condition, Outcome outcome) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                switch (outcome) {
                    case TRUE, NOT_FALSE -> each(parts, outcome);
                    case FALSE, NOT_TRUE -> any(parts, outcome);
                };
            case Condition.Any(List<Condition> parts) ->
                switch (outcome) {
                    case TRUE, NOT_FALSE -> any(parts, outcome);
                    case FALSE, NOT_TRUE -> each(parts, outcome);
                };
            case Condition.Not(Condition part) -> cases(part, outcome.opposite());
            case Condition.MetricIs(String metric, Comparison comparison) ->
                Optional.of(Cases.of(new Variable(Variable.Kind.METRIC, metric), numbers(comparison, outcome)));
            case Condition.AttributeIs(String attribute, String value) ->
                Optional.of(attribute(attribute, Set.of(value), outcome));
            case Condition.AttributeIn(String attribute, List<String> values) ->
                Optional.of(attribute(attribute, new HashSet<>(values), outcome));
            case Condition.TierIs(String scheme, TierComparison comparison) -> tier(scheme, comparison, outcome);
        };
    }

    private Optional<Cases> each(List<Condition> parts, Outcome outcome) {
        Optional<Cases> all = Optional.of(Cases.EVERYONE);
        for (Condition part : parts) {
            all = both(all, cases(part, outcome));
        }
        return all;
    }

    private Optional<Cases> any(List<Condition> parts, Outcome outcome) {
        Optional<Cases> all = Optional.of(Cases.NOBODY);
        for (Condition part : parts) {
            Optional<Cases> next = cases(part, outcome);
            all = all.flatMap(
                    so -> next.flatMap(with -> isTooMuch(so.size() + with.size()) ? Optional.empty() : so.or(with)));
        }
        return all;
    }

    private static boolean within(Outcome outcome) {
        return outcome == Outcome.TRUE || outcome == Outcome.NOT_FALSE;
    }

    private static boolean absent(Outcome outcome) {
        return outcome == Outcome.NOT_TRUE || outcome == Outcome.NOT_FALSE;
    }

    private static Domain numbers(Comparison comparison, Outcome outcome) {
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        switch (comparison) {
            case Comparison.AtLeast(BigDecimal limit) -> low = Fixed.of(limit);
            case Comparison.Over(BigDecimal limit) -> low = Fixed.of(limit) + 1;
            case Comparison.AtMost(BigDecimal limit) -> high = Fixed.of(limit);
            case Comparison.Under(BigDecimal limit) -> high = Fixed.of(limit) - 1;
            case Comparison.EqualTo(BigDecimal value) -> {
                low = Fixed.of(value);
                high = low;
            }
            case Comparison.Between(BigDecimal from, BigDecimal to) -> {
                low = Fixed.of(from);
                high = Fixed.of(to);
            }
        }
        return Domain.Numbers.of(low, high, within(outcome), absent(outcome));
    }

    private static Cases attribute(String attribute, Set<String> values, Outcome outcome) {
        return Cases.of(
                new Variable(Variable.Kind.ATTRIBUTE, attribute),
                new Domain.Texts(values, within(outcome), absent(outcome)));
    }

    private Optional<Cases> tier(String scheme, TierComparison comparison, Outcome outcome) {
        List<String> ladder = ladders.getOrDefault(scheme, List.of());
        if (!ladder.containsAll(comparison.tiers())) {
            return Optional.empty();
        }
        List<String> named = switch (comparison) {
            case TierComparison.AtLeast(String tier) -> ladder.subList(0, ladder.indexOf(tier) + 1);
            case TierComparison.AtMost(String tier) -> ladder.subList(ladder.indexOf(tier), ladder.size());
            case TierComparison.Is(String tier) -> List.of(tier);
            case TierComparison.In(List<String> tiers) -> tiers;
        };
        Set<String> wanted = new HashSet<>(ladder);
        wanted.removeIf(tier -> named.contains(tier) != within(outcome));
        return Optional.of(
                Cases.of(new Variable(Variable.Kind.TIER, scheme), new Domain.Texts(wanted, true, absent(outcome))));
    }
}
