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
        if (population.test(row) == Truth.TRUE) {
            score = block.score(row);
            conclude(
                    row,
                    isEligible()
                            ? cut.code(row, score, situation.stays().tier(row))
                            : Standing.Reason.INELIGIBLE.code());
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

    long score() {
        return score;
    }

    /// Whether the row has what criteria insist on, and so was put before the cut.
    boolean isEligible() {
        return block.isEligible(row);
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
