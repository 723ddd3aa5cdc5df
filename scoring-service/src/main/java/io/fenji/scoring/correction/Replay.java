package io.fenji.scoring.correction;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Score;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.history.Outcome;
import io.fenji.scoring.history.Timeline;
import io.fenji.scoring.metric.PastMetrics;
import io.fenji.scoring.tier.Outside;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates a customer's past days, each once, at its end, each from where the day before left the customer. A day
/// whose
/// tier is another than had been recorded for its end is corrected as a whole.
///
/// What nobody asked for has to be proven: without what came late from some day on, every day must come
/// out as it is recorded. Where none does, something else has changed that is not known of, and nothing
/// is corrected.
final class Replay {
    private final Plan plan;
    private final Function<LocalDate, Optional<PastMetrics.Day>> metrics;
    private final List<Correction> corrections = new ArrayList<>();
    private Stay stay;

    private Replay(Plan plan, Function<LocalDate, Optional<PastMetrics.Day>> metrics) {
        this.plan = plan;
        this.metrics = metrics;
        this.stay = plan.begin();
    }

    /// What should have been in force.
    ///
    /// @param metrics of a day by what is known now; where they are not to be had nothing is corrected
    static List<Correction> run(Plan plan, Function<LocalDate, Optional<PastMetrics.Day>> metrics) {
        Replay replay = new Replay(plan, metrics);
        @Nullable LocalDate first = replay.findWhatDiffers();
        return first == null || !isProven(plan, metrics, first) ? List.of() : Correction.joined(replay.corrections);
    }

    /// The first day that comes out otherwise; null for none, or where not enough is known.
    private @Nullable LocalDate findWhatDiffers() {
        @Nullable LocalDate first = null;
        @Nullable PastDay before = null;
        @Nullable Outcome last = null;
        for (PastDay day : plan.days()) {
            Optional<PastMetrics.Day> known = metrics.apply(day.date());
            if (known.isEmpty()) {
                return null;
            }
            begin(before, day);
            Outcome outcome = evaluate(day, known.get(), plan.others());
            last = null;
            if (!isAsRecorded(outcome, day)) {
                switch (day.use()) {
                    case APPROACH -> follow(day, known.get());
                    case PROOF -> {
                        return null;
                    }
                    case CORRECTION -> {
                        first = first == null ? day.date() : first;
                        last = outcome;
                        correct(day.from(), day.until(), outcome);
                    }
                }
            }
            before = day;
        }
        if (before != null && last != null) {
            untilItChanged(before.until(), last);
        }
        return first;
    }

    /// Whether there is a day from which on what came late explains the difference. It has no effect
    /// before it was.
    ///
    /// @param first the first day that differs
    private static boolean isProven(
            Plan plan, Function<LocalDate, Optional<PastMetrics.Day>> metrics, LocalDate first) {
        @Nullable Late late = plan.late();
        return late == null
                || plan.days().stream()
                        .filter(day -> day.use() == PastDay.Use.CORRECTION
                                && !day.date().isAfter(first))
                        .anyMatch(day -> new Replay(plan, metrics).comesOutWithout(late, day.date()));
    }

    /// Whether every day comes out as recorded without what came late. Of what came on several days the
    /// first ones may not have had their whole effect yet: a day that has it all is explained, too.
    ///
    /// @param from the first day without it
    private boolean comesOutWithout(Late late, LocalDate from) {
        @Nullable PastDay before = null;
        for (PastDay day : plan.days()) {
            PastMetrics.Day known = metrics.apply(day.date()).orElseThrow();
            begin(before, day);
            before = day;
            Stay begun = stay;
            if (!day.date().isBefore(from)) {
                PastMetrics.Day less = new PastMetrics.Day(late.takenFrom(known.values()), known.computedAt());
                if (isAsRecorded(evaluate(day, less, plan.othersBefore()), day)) {
                    continue;
                }
                stay = begun;
            }
            if (!isAsRecorded(evaluate(day, known, plan.others()), day)) {
                if (day.use() != PastDay.Use.APPROACH) {
                    return false;
                }
                follow(day, known);
            }
        }
        return true;
    }

    private void begin(@Nullable PastDay before, PastDay day) {
        if (before != null && !before.date().plusDays(1).equals(day.date())) {
            // Nothing is recorded of the days between.
            stay = Stay.NONE;
        } else if (before != null
                && !before.scheme().review().equals(day.scheme().review())) {
            stay = stay.withoutReview();
        }
    }

    private static boolean isAsRecorded(Outcome outcome, PastDay day) {
        return Objects.equals(outcome.tier(), day.recordedTier());
    }

    /// Takes the recorded tier for what it is, with what begins on that day: a grace, say.
    private void follow(PastDay day, PastMetrics.Day known) {
        stay = day.recordedStay();
        if (!isAsRecorded(evaluate(day, known, plan.others()), day)) {
            stay = day.recordedStay();
        }
    }

    private void correct(Instant from, Instant until, Outcome outcome) {
        for (Timeline.Segment segment : plan.recorded().between(from, until)) {
            if (!Objects.equals(segment.tier(), outcome.tier()) && !(plan.late() != null && segment.fact() == null)) {
                corrections.add(new Correction(segment.from(), segment.until(), segment.tier(), outcome));
            }
        }
    }

    /// What came late has brought the customer to the same tier since: it was in force in between, too.
    private void untilItChanged(Instant from, Outcome outcome) {
        plan.recorded().facts().stream()
                .filter(fact -> fact.until() == null && !fact.from().isBefore(from))
                .findFirst()
                .filter(fact -> Objects.equals(fact.tier(), outcome.tier()))
                .map(Fact::from)
                .ifPresent(changed -> correct(from, changed, outcome));
    }

    private Outcome evaluate(PastDay day, PastMetrics.Day known, Map<String, Timeline> others) {
        Scheme scheme = day.scheme();
        Evaluation evaluation = day.evaluator()
                .evaluate(
                        table(day, known.values(), others),
                        new Situation(stay.of(scheme), row -> day.manual(), day.date(), true));
        stay = Stay.after(evaluation, scheme);
        Standing standing = evaluation.standing(0);
        @Nullable String tier = null;
        @Nullable String outside = null;
        switch (standing) {
            case Standing.Tiered tiered -> tier = tiered.tier();
            case Standing.Untiered untiered -> outside = Outside.of(untiered.reason());
        }
        @Nullable
        Long score = switch (standing.score()) {
            case Score.Scored scored -> Fixed.of(scored.value());
            case Score.Unscored unscored -> null;
        };
        return new Outcome(
                tier,
                outside,
                score,
                stay.tier(),
                stay.tier() == null ? null : LocalDate.ofEpochDay(stay.since()),
                day.inForce().version(),
                day.inForce().calibrationId(),
                day.date(),
                known.computedAt());
    }

    private MetricTable table(PastDay day, Map<String, Long> values, Map<String, Timeline> others) {
        Scheme scheme = day.scheme();
        Set<String> metrics = day.derived().loaded();
        TableBuilder table = new TableBuilder(metrics, scheme.attributes(), plan.ladders(), 1);
        table.addRow();
        for (String key : metrics) {
            @Nullable Long value = values.get(key);
            if (value != null) {
                table.metric(table.metricColumn(key), value);
            }
        }
        plan.attributes().forEach(table::attribute);
        plan.ladders()
                .forEach((other, ladder) -> Optional.ofNullable(others.get(other))
                        .flatMap(timeline -> timeline.at(day.end()))
                        .map(Fact::tier)
                        .filter(ladder::contains)
                        .ifPresent(tier -> table.tier(other, tier)));
        return day.derived().complete(table.build(), day.date());
    }
}
