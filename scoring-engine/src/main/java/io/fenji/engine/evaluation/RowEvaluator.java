package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.weight.Weighting;

/// Evaluates one row after the other into its own fields: the only place where a tier is decided.
/// Not for several threads.
final class RowEvaluator {

    private final Situation situation;
    private final BoundCondition population;
    private final BoundCut cut;
    private final BoundRules rulesBefore;
    private final BoundMovement movement;
    private final BoundRules rulesAfter;
    private final ScoreBlock block;

    private int row;
    private long score;
    private int cutCode;
    private int targetCode;
    private int ruledCode;
    private int tierCode;

    RowEvaluator(CompiledScheme compiled, MetricTable table, Situation situation) {
        this.situation = situation;
        population = BoundCondition.bind(compiled.scheme().population(), table);
        cut = BoundCut.bind(compiled.scheme(), compiled.calibration(), table);
        rulesBefore = new BoundRules(compiled.scheme(), table, true);
        movement = new BoundMovement(compiled.scheme(), table, situation);
        rulesAfter = new BoundRules(compiled.scheme(), table, false);
        block = new ScoreBlock(compiled, table);
    }

    /// Gets rows ready: only these can be evaluated next.
    ///
    /// @param count up to [ScoreBlock#ROWS]
    void open(int first, int count) {
        block.fill(first, count);
    }

    /// Evaluates a row; the results are this object's until the next one.
    void evaluate(int row) {
        this.row = row;
        decide();
        ManualTier manual = situation.manualTiers().at(row);
        tierCode = manual == null ? ruledCode : manual.applyTo(ruledCode);
    }

    private void decide() {
        if (population.test(row) != Truth.TRUE) {
            score = Evaluation.NO_SCORE;
            cutCode = Standing.Reason.OUTSIDE_POPULATION.code();
            targetCode = cutCode;
            movement.move(row, targetCode);
            ruledCode = cutCode;
            return;
        }
        score = block.score(row);
        cutCode = block.isEligible(row)
                ? cut.code(row, score, situation.stays().tier(row))
                : Standing.Reason.INELIGIBLE.code();
        targetCode = rulesBefore.apply(row, cutCode);
        movement.move(row, targetCode);
        ruledCode = movement.keep(rulesAfter.apply(row, movement.tier()));
    }

    long score() {
        return score;
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
        return block.weighting(row);
    }

    BoundCriterion criterion(int index) {
        return block.criterion(index);
    }

    /// The row's points by criterion, until the next row.
    long[] points() {
        return block.points(row);
    }
}
