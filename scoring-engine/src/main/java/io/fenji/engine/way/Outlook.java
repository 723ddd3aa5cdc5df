package io.fenji.engine.way;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Verdict;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a customer as the days go by: the evaluator is asked day after day, each from where
/// the one before led.
///
/// @param rise the first move up before any move down, null when there is none
/// @param fall the first move down, null when there is none
public record Outlook(@Nullable Turn rise, @Nullable Turn fall) {

    /// A customer on a day.
    ///
    /// @param customer a table with this one row
    /// @param manual the tier that somebody gave, as far as it still holds
    public record Day(LocalDate date, MetricTable customer, ManualTiers manual) {}

    /// A change of the tier.
    ///
    /// @param from position in [Scheme#tiers()], or a
    ///     [io.fenji.engine.evaluation.Standing.Reason#code()]
    /// @param to coded so too
    /// @param pendingSince when the cut, and the rules that come before movement, first led there; null
    ///     when on that day
    /// @param waited what it had to wait for till then; null for nothing
    /// @param causes without any one of which it would not have come that day; where several only do
    ///     together, all of these; empty when nothing but time has passed
    /// @param begun keys of rules that apply then, and did not at first
    /// @param ended keys of rules that applied at first
    public record Turn(
            LocalDate on,
            int from,
            int to,
            @Nullable LocalDate pendingSince,
            @Nullable Waiting waited,
            List<Cause> causes,
            List<String> begun,
            List<String> ended) {
        public Turn {
            causes = List.copyOf(causes);
            begun = List.copyOf(begun);
            ended = List.copyOf(ended);
        }
    }

    /// What brings a change about.
    public sealed interface Cause {

        /// A metric that has another value than at first; null when absent.
        record OfMetric(
                String metric,
                @Nullable BigDecimal from,
                @Nullable BigDecimal to) implements Cause {}

        /// A tier that somebody gave no longer holds.
        record OverrideEnded() implements Cause {}
    }

    /// Looks ahead.
    ///
    /// @param first the day that the customer was evaluated on last
    /// @param situation as at that evaluation
    /// @param days those after it at which anything may change, ascending
    /// @param reviews whether reviews that are due are made
    public static Outlook of(Evaluator evaluator, Day first, Situation situation, Iterable<Day> days, boolean reviews) {
        Verdict before = evaluator.trial(first.customer(), 0, situation).evaluate();
        @Nullable LocalDate pendingSince = isPending(before) ? first.date() : null;
        @Nullable Turn rise = null;
        Day yesterday = first;
        for (Day day : days) {
            Situation now = new Situation(before.stay(), day.manual(), day.date(), reviews, situation.existing());
            Verdict verdict = evaluator.trial(day.customer(), 0, now).evaluate();
            boolean falls = rank(verdict.tier()) > rank(before.tier());
            boolean rises = rank(verdict.tier()) < rank(before.tier());
            if (falls || (rises && rise == null)) {
                List<Cause> causes = new Causes(evaluator, first, yesterday, day, now).of(before.tier(), falls);
                Turn turn = turn(evaluator.scheme(), first, day, before, verdict, pendingSince, causes);
                if (falls) {
                    return new Outlook(rise, turn);
                }
                rise = turn;
            }
            pendingSince = isPending(verdict) ? pendingSince == null ? day.date() : pendingSince : null;
            before = verdict;
            yesterday = day;
        }
        return new Outlook(rise, null);
    }

    private static boolean isPending(Verdict verdict) {
        return verdict.target() >= 0 && verdict.target() != verdict.stay().heldTier();
    }

    /// Who has no tier is below the lowest.
    static int rank(int code) {
        return code < 0 ? Integer.MAX_VALUE : code;
    }

    private static Turn turn(
            Scheme scheme,
            Day first,
            Day day,
            Verdict before,
            Verdict after,
            @Nullable LocalDate pendingSince,
            List<Cause> causes) {
        return new Turn(
                day.date(),
                before.tier(),
                after.tier(),
                pendingSince,
                pendingSince == null ? null : before.waiting(),
                causes,
                turned(scheme, first, day),
                turned(scheme, day, first));
    }

    /// Rules that apply to one and not to the other.
    private static List<String> turned(Scheme scheme, Day without, Day with) {
        return scheme.rules().stream()
                .filter(rule -> holds(rule, with) && !holds(rule, without))
                .map(Rule::key)
                .toList();
    }

    private static boolean holds(Rule rule, Day day) {
        return BoundCondition.bind(rule.when(), day.customer()).test(0) == Truth.TRUE;
    }
}
