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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates a customer's past days, each once, at its end, each from where the day before left the customer. A day
/// whose
/// tier is another than had been recorded for its end is corrected as a whole.
final class Replay {
    private final Plan plan;
    private final List<Correction> corrections = new ArrayList<>();
    private Stay stay;

    private Replay(Plan plan) {
        this.plan = plan;
        this.stay = plan.begin();
    }

    /// What should have been in force.
    ///
    /// @param metrics of a day by what is known now; where they are not to be had nothing is corrected
    static List<Correction> run(Plan plan, Function<LocalDate, Optional<PastMetrics.Day>> metrics) {
        return new Replay(plan).run(metrics);
    }

    private List<Correction> run(Function<LocalDate, Optional<PastMetrics.Day>> metrics) {
        @Nullable PastDay before = null;
        @Nullable Outcome last = null;
        for (PastDay day : plan.days()) {
            Optional<PastMetrics.Day> known = metrics.apply(day.date());
            if (known.isEmpty()) {
                return List.of();
            }
            if (before != null && !before.date().plusDays(1).equals(day.date())) {
                // Nothing is recorded of the days between.
                stay = Stay.NONE;
            } else if (before != null
                    && !before.scheme().review().equals(day.scheme().review())) {
                stay = stay.withoutReview();
            }
            Outcome outcome = evaluate(day, known.get());
            boolean differs = !Objects.equals(outcome.tier(), day.recordedTier());
            last = null;
            if (differs) {
                switch (day.use()) {
                    case APPROACH -> follow(day, known.get());
                    case PROOF -> {
                        return List.of();
                    }
                    case CORRECTION -> {
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
        return Correction.joined(corrections);
    }

    /// Takes the recorded tier for what it is, with what begins on that day: a grace, say.
    private void follow(PastDay day, PastMetrics.Day known) {
        stay = day.recordedStay();
        if (!Objects.equals(evaluate(day, known).tier(), day.recordedTier())) {
            stay = day.recordedStay();
        }
    }

    private void correct(Instant from, Instant until, Outcome outcome) {
        for (Timeline.Segment segment : plan.recorded().between(from, until)) {
            if (!Objects.equals(segment.tier(), outcome.tier()) && !(plan.onlyRecorded() && segment.fact() == null)) {
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

    private Outcome evaluate(PastDay day, PastMetrics.Day known) {
        Scheme scheme = day.scheme();
        Evaluation evaluation = day.evaluator()
                .evaluate(
                        table(day, known.values()),
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

    private MetricTable table(PastDay day, Map<String, Long> metrics) {
        Scheme scheme = day.scheme();
        TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), plan.ladders(), 1);
        table.addRow();
        for (String key : scheme.metrics()) {
            @Nullable Long value = metrics.get(key);
            if (value != null) {
                table.metric(table.metricColumn(key), value);
            }
        }
        plan.attributes().forEach(table::attribute);
        plan.ladders()
                .forEach((other, ladder) -> Optional.ofNullable(plan.others().get(other))
                        .flatMap(timeline -> timeline.at(day.end()))
                        .map(Fact::tier)
                        .filter(ladder::contains)
                        .ifPresent(tier -> table.tier(other, tier)));
        return table.build();
    }
}
