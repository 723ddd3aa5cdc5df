package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.weight.Weighting;

/// Evaluates one row after the other into its own fields: the only place where a tier is decided.
/// Not for several threads.
final class RowEvaluator {

    private final CompiledScheme compiled;
    private final Situation situation;
    private final BoundCondition population;
    private final BoundCut cut;
    private final BoundRules rulesBefore;
    private final BoundMovement movement;
    private final BoundRules rulesAfter;
    private final BoundCriterion[] bound;
    private final boolean[] insists;
    private final long[] bits;
    private final long[] missingPoints;

    private final long[] points;
    private long leftOut;
    private Weighting weighting;
    private boolean eligible;
    private long score;
    private int cutCode;
    private int targetCode;
    private int ruledCode;
    private int tierCode;

    RowEvaluator(CompiledScheme compiled, MetricTable table, Situation situation) {
        this.compiled = compiled;
        this.situation = situation;
        population = BoundCondition.bind(compiled.scheme().population(), table);
        cut = BoundCut.bind(compiled.scheme(), compiled.calibration(), table);
        rulesBefore = new BoundRules(compiled.scheme(), table, true);
        movement = new BoundMovement(compiled.scheme(), table, situation);
        rulesAfter = new BoundRules(compiled.scheme(), table, false);
        int criteria = compiled.criteria().size();
        bound = new BoundCriterion[criteria];
        insists = new boolean[criteria];
        bits = new long[criteria];
        missingPoints = new long[criteria];
        for (int i = 0; i < criteria; i++) {
            CompiledScheme.CompiledCriterion criterion = compiled.criteria().get(i);
            bound[i] = BoundCriterion.bind(criterion, table);
            insists[i] = criterion.insists();
            bits[i] = compiled.weightings().bit(i);
            missingPoints[i] = criterion.missingPoints();
        }
        points = new long[criteria];
        weighting = compiled.weightings().without(0);
    }

    /// Evaluates a row; the results are this object's until the next one.
    void evaluate(int row) {
        if (population.test(row) == Truth.TRUE) {
            score = score(row);
            conclude(
                    row,
                    eligible ? cut.code(row, score, situation.stays().tier(row)) : Standing.Reason.INELIGIBLE.code());
            return;
        }
        score = Evaluation.NO_SCORE;
        cutCode = Standing.Reason.OUTSIDE_POPULATION.code();
        targetCode = cutCode;
        movement.move(row, targetCode);
        ruledCode = cutCode;
        tierCode = given(row, ruledCode);
    }

    /// What becomes of a member of the population whom the cut gives this.
    void conclude(int row, int code) {
        cutCode = code;
        targetCode = rulesBefore.apply(row, cutCode);
        movement.move(row, targetCode);
        ruledCode = movement.keep(rulesAfter.apply(row, movement.tier()));
        tierCode = given(row, ruledCode);
    }

    /// The tier after the rules that come last and a manual one, of who is in this tier before them, once nothing is
    /// kept.
    int outcome(int row, int held) {
        return given(row, rulesAfter.apply(row, held));
    }

    private int given(int row, int code) {
        ManualTier manual = situation.manualTiers().at(row);
        return manual == null ? code : manual.applyTo(code);
    }

    private long score(int row) {
        eligible = true;
        long without = 0;
        for (int i = 0; i < bound.length; i++) {
            points[i] = bound[i].points(row);
            if (points[i] == BoundCriterion.ABSENT) {
                points[i] = missingPoints[i];
                eligible &= !insists[i];
                without |= bits[i];
            }
        }
        if (without != leftOut) {
            weighting = compiled.weightings().without(without);
            leftOut = without;
        }
        return eligible && !weighting.isEmpty() ? weighting.score(points) : Evaluation.NO_SCORE;
    }

    long score() {
        return score;
    }

    /// Whether the row has what criteria insist on, and so was put before the cut.
    boolean isEligible() {
        return eligible;
    }

    int cutCode() {
        return cutCode;
    }

    int tierCode() {
        return tierCode;
    }

    /// The tier after rules, before a manual one.
    int ruledCode() {
        return ruledCode;
    }

    /// What the movement policy was asked for: the cut's tier after the rules that come before it.
    int targetCode() {
        return targetCode;
    }

    /// Where the version would have the row if nobody had to wait.
    int awaitedCode(int row) {
        return rulesAfter.apply(row, targetCode);
    }

    BoundMovement movement() {
        return movement;
    }

    BoundCut cut() {
        return cut;
    }

    Weighting weighting() {
        return weighting;
    }

    BoundCriterion criterion(int index) {
        return bound[index];
    }

    /// The row's points by criterion, until the next row.
    long[] points() {
        return points;
    }
}
