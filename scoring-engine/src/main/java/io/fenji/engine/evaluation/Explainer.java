package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.weight.Weighting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the evaluator on a row and writes down what it did.
final class Explainer {

    private final CompiledScheme compiled;
    private final Scheme scheme;
    private final MetricTable table;
    private final Situation situation;
    private final RowEvaluator evaluator;

    Explainer(CompiledScheme compiled, MetricTable table, Situation situation) {
        this.compiled = compiled;
        this.situation = situation;
        this.scheme = compiled.scheme();
        this.table = table;
        this.evaluator = new RowEvaluator(compiled, table, situation);
    }

    Explanation explain(int row) {
        evaluator.open(row, 1);
        evaluator.evaluate(row);
        Standing standing = Evaluation.standing(scheme, evaluator.tierCode(), evaluator.score());
        ConditionParts conditions = new ConditionParts(table, row);
        boolean member = evaluator.cutCode() != Standing.Reason.OUTSIDE_POPULATION.code();
        Explanation.Population population =
                new Explanation.Population(member, conditions.of("/population", scheme.population()));
        Explanation.CutPart cut = CutParts.of(scheme, evaluator, row);
        return member
                ? new Explanation(
                        population,
                        dimensions(row),
                        cut,
                        movement(conditions),
                        rules(conditions),
                        existing(row),
                        manual(row),
                        standing)
                : new Explanation(population, List.of(), cut, null, List.of(), null, manual(row), standing);
    }

    private Explanation.@Nullable ExistingPart existing(int row) {
        int kept = evaluator.movement().kept();
        return kept < 0
                ? null
                : new Explanation.ExistingPart(
                        scheme.tiers().get(kept).key(),
                        situation.existing().mode(),
                        tier(evaluator.awaitedCode(row)),
                        date(situation.existing().until()));
    }

    private Explanation.@Nullable ManualPart manual(int row) {
        ManualTiers.ManualTier manual = situation.manualTiers().at(row);
        return manual == null
                ? null
                : new Explanation.ManualPart(
                        tier(manual.tier()), tier(manual.floor()), tier(manual.ceiling()), tier(evaluator.ruledCode()));
    }

    private Explanation.@Nullable MovementPart movement(ConditionParts conditions) {
        BoundMovement movement = evaluator.movement();
        if (!scheme.followsTheCalendar() && movement.kept() < 0) {
            return null;
        }
        Condition renewal = scheme.movement().downgrade().renewal();
        return new Explanation.MovementPart(
                tier(evaluator.targetCode()),
                tier(movement.tier()),
                date(movement.since()),
                movement.waiting(),
                date(movement.until()),
                date(movement.reviewedOn()),
                renewal == null ? List.of() : conditions.of("/movement/downgrade/renewal", renewal));
    }

    private @Nullable String tier(int code) {
        return code < 0 ? null : scheme.tiers().get(code).key();
    }

    private static @Nullable LocalDate date(int day) {
        return day == Stays.NO_DATE ? null : LocalDate.ofEpochDay(day);
    }

    private List<Explanation.DimensionPart> dimensions(int row) {
        Weighting weighting = evaluator.weighting();
        Weighting.Split weights = compiled.weightings().shares(weighting);
        boolean scored = evaluator.score() != Evaluation.NO_SCORE;
        long[] points = evaluator.points();
        Weighting.Split contributions = scored
                ? compiled.weightings().contributions(weighting, evaluator.score(), points)
                : compiled.weightings().contributions(weighting, 0, new long[points.length]);
        List<Explanation.DimensionPart> parts = new ArrayList<>();
        int index = 0;
        for (int d = 0; d < scheme.dimensions().size(); d++) {
            Dimension dimension = scheme.dimensions().get(d);
            List<Explanation.CriterionPart> criteria = new ArrayList<>();
            for (int c = 0; c < dimension.criteria().size(); c++, index++) {
                criteria.add(criterion(
                        dimension.criteria().get(c),
                        "/dimensions/" + d + "/criteria/" + c,
                        index,
                        row,
                        weights,
                        contributions));
            }
            parts.add(new Explanation.DimensionPart(
                    dimension.key(),
                    dimension.name(),
                    Fixed.toDecimal(weights.dimension(d)),
                    Fixed.toDecimal(contributions.dimension(d)),
                    criteria));
        }
        return parts;
    }

    private Explanation.CriterionPart criterion(
            Criterion criterion,
            String pointer,
            int index,
            int row,
            Weighting.Split weights,
            Weighting.Split contributions) {
        Optional<CalibratedScale> calibrated = calibrated(pointer);
        return new Explanation.CriterionPart(
                criterion.source(),
                evaluator
                        .criterion(index)
                        .input(row)
                        .orElseGet(() -> new Explanation.Input.Absent(treatment(criterion.missing()))),
                criterion.scale(),
                calibrated.map(Explainer::breakpoints).orElse(List.of()),
                calibrated.map(CalibratedScale::values).orElse(0L),
                Fixed.toDecimal(evaluator.points()[index]),
                Fixed.toDecimal(weights.criterion(index)),
                Fixed.toDecimal(contributions.criterion(index)));
    }

    private Optional<CalibratedScale> calibrated(String pointer) {
        return compiled.calibration().scales().stream()
                .filter(scale -> scale.criterion().equals(pointer))
                .findFirst();
    }

    private static List<BigDecimal> breakpoints(CalibratedScale scale) {
        return switch (scale) {
            case CalibratedScale.Quantiles quantiles -> quantiles.breakpoints();
            case CalibratedScale.Percentiles _ -> List.of();
        };
    }

    private static String treatment(Missing missing) {
        return switch (missing) {
            case Missing.Points _ -> "points";
            case Missing.Neutral() -> "neutral";
            case Missing.Redistribute() -> "redistribute";
            case Missing.Ineligible() -> "ineligible";
        };
    }

    private List<Explanation.RulePart> rules(ConditionParts conditions) {
        List<Explanation.RulePart> parts = new ArrayList<>();
        for (int i = 0; i < scheme.rules().size(); i++) {
            Rule rule = scheme.rules().get(i);
            parts.add(new Explanation.RulePart(
                    rule.key(),
                    conditions.holds(rule.when()),
                    rule.effect(),
                    rule.viaMovement(),
                    conditions.of("/rules/" + i + "/when", rule.when())));
        }
        return parts;
    }
}
