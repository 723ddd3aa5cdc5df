package io.fenji.engine.way;

import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Trial;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what has brought a change of tier about on a day, by asking what would have become of the
/// customer if something were still as it was at first.
final class Causes {

    private final Evaluator evaluator;
    private final Outlook.Day yesterday;
    private final Outlook.Day day;
    private final Situation now;
    private final Trial trial;
    private final long[] first;
    private final long[] last;

    /// @param now what the day's evaluation went by
    Causes(Evaluator evaluator, Outlook.Day first, Outlook.Day yesterday, Outlook.Day day, Situation now) {
        this.evaluator = evaluator;
        this.yesterday = yesterday;
        this.day = day;
        this.now = now;
        trial = evaluator.trial(day.customer(), 0, now);
        this.first = values(evaluator.trial(first.customer(), 0, now));
        last = values(trial);
    }

    private static long[] values(Trial trial) {
        long[] values = new long[trial.metrics().size()];
        for (int metric = 0; metric < values.length; metric++) {
            values[metric] = trial.at(metric);
        }
        return values;
    }

    /// @param before the tier of the day before
    /// @param fall whether the change is one down
    List<Outlook.Cause> of(int before, boolean fall) {
        List<Outlook.Cause> causes = new ArrayList<>();
        if (!isSame(yesterday.manual(), day.manual()) && !happensWith(yesterday.manual(), before, fall)) {
            causes.add(new Outlook.Cause.OverrideEnded());
        }
        metrics(before, fall)
                .forEach(metric -> causes.add(new Outlook.Cause.OfMetric(
                        trial.metrics().get(metric), decimal(first[metric]), decimal(last[metric]))));
        return causes;
    }

    /// Metrics each of which decides; if none does, a few that do so together.
    private List<Integer> metrics(int before, boolean fall) {
        List<Integer> alone = new ArrayList<>();
        Map<Integer, Long> scores = new HashMap<>();
        for (int metric = 0; metric < first.length; metric++) {
            if (first[metric] != last[metric]) {
                trial.set(metric, first[metric]);
                if (!happens(trial, before, fall)) {
                    alone.add(metric);
                }
                scores.put(metric, trial.evaluate().scaledScore());
                trial.set(metric, last[metric]);
            }
        }
        return alone.isEmpty() ? together(scores, before, fall) : alone;
    }

    /// Everything is as it was at first; then what makes least difference is let go on, as long as
    /// nothing happens.
    private List<Integer> together(Map<Integer, Long> scores, int before, boolean fall) {
        List<Integer> changed = new ArrayList<>(scores.keySet());
        changed.forEach(metric -> trial.set(metric, first[metric]));
        if (happens(trial, before, fall)) {
            return List.of();
        }
        Comparator<Integer> byScore = Comparator.comparing(scores::get);
        changed.sort((fall ? byScore : byScore.reversed()).thenComparing(Comparator.naturalOrder()));
        for (int metric : List.copyOf(changed)) {
            trial.set(metric, last[metric]);
            if (happens(trial, before, fall)) {
                trial.set(metric, first[metric]);
            } else {
                changed.remove(Integer.valueOf(metric));
            }
        }
        changed.sort(Comparator.comparing(trial.metrics()::get));
        return changed;
    }

    private boolean happensWith(ManualTiers manual, int before, boolean fall) {
        return happens(evaluator.trial(day.customer(), 0, now.with(manual)), before, fall);
    }

    private static boolean happens(Trial trial, int before, boolean fall) {
        int rank = Outlook.rank(trial.evaluate().tier());
        return fall ? rank > Outlook.rank(before) : rank < Outlook.rank(before);
    }

    private static boolean isSame(ManualTiers one, ManualTiers other) {
        return Objects.equals(one.at(0), other.at(0));
    }

    private static @Nullable BigDecimal decimal(long value) {
        return value == MetricColumn.ABSENT ? null : Fixed.toDecimal(value);
    }
}
