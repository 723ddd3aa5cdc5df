package io.fenji.engine.evaluation;

import io.fenji.engine.table.MetricTable;
import io.fenji.engine.weight.Weighting;
import java.util.Arrays;

/// Points and scores of some rows that follow each other, criterion by criterion: each loop does one thing to one
/// column, which takes a fraction of what going through all criteria for each row does. Not for several threads.
final class ScoreBlock {

    /// Most rows: what a block needs stays in the processor's cache.
    static final int ROWS = 256;

    private final CompiledScheme compiled;
    private final BoundCriterion[] bound;
    private final boolean[] insists;
    private final long[] bits;
    private final int[] words;
    private final long[] missingPoints;
    private final Weighting all;

    private final long[][] points;
    private final long[] scores;
    private final long[][] leftOut;
    private final boolean[] complete;
    private final boolean[] eligible;
    private int first;

    ScoreBlock(CompiledScheme compiled, MetricTable table) {
        this.compiled = compiled;
        int criteria = compiled.criteria().size();
        bound = new BoundCriterion[criteria];
        insists = new boolean[criteria];
        bits = new long[criteria];
        words = new int[criteria];
        missingPoints = new long[criteria];
        for (int i = 0; i < criteria; i++) {
            CompiledScheme.CompiledCriterion criterion = compiled.criteria().get(i);
            bound[i] = BoundCriterion.bind(criterion, table);
            insists[i] = criterion.insists();
            bits[i] = compiled.weightings().bit(i);
            words[i] = compiled.weightings().word(i);
            missingPoints[i] = criterion.missingPoints();
        }
        all = compiled.weightings().complete();
        int rows = Math.min(ROWS, table.size());
        points = new long[criteria][rows];
        scores = new long[rows];
        leftOut = new long[compiled.weightings().words()][rows];
        complete = new boolean[rows];
        eligible = new boolean[rows];
    }

    /// Scores rows; what is known of those before is gone.
    ///
    /// @param count up to [#ROWS]
    void fill(int first, int count) {
        this.first = first;
        for (long[] word : leftOut) {
            Arrays.fill(word, 0, count, 0);
        }
        Arrays.fill(complete, 0, count, true);
        Arrays.fill(eligible, 0, count, true);
        for (int i = 0; i < bound.length; i++) {
            bound[i].points(first, count, points[i]);
            fillAbsent(i, count);
        }
        all.scores(points, count, scores);
    }

    private void fillAbsent(int criterion, int count) {
        long[] column = points[criterion];
        long[] word = leftOut[words[criterion]];
        for (int i = 0; i < count; i++) {
            if (column[i] == BoundCriterion.ABSENT) {
                column[i] = missingPoints[criterion];
                word[i] |= bits[criterion];
                complete[i] &= bits[criterion] == 0;
                eligible[i] &= !insists[criterion];
            }
        }
    }

    /// Whether the row has all that criteria insist on.
    boolean isEligible(int row) {
        return eligible[row - first];
    }

    /// The scaled score, or [Evaluation#NO_SCORE].
    long score(int row) {
        if (!eligible[row - first]) {
            return Evaluation.NO_SCORE;
        }
        if (complete[row - first]) {
            return all.isEmpty() ? Evaluation.NO_SCORE : scores[row - first];
        }
        return compiled.weightings().score(points(row), leftOut(row));
    }

    /// The weighting of the criteria that count.
    Weighting weighting(int row) {
        return complete[row - first] ? all : compiled.weightings().without(leftOut(row));
    }

    private long[] leftOut(int row) {
        long[] set = new long[leftOut.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = leftOut[i][row - first];
        }
        return set;
    }

    BoundCriterion criterion(int index) {
        return bound[index];
    }

    /// Scaled points by criterion.
    long[] points(int row) {
        long[] ofRow = new long[points.length];
        for (int i = 0; i < ofRow.length; i++) {
            ofRow[i] = points[i][row - first];
        }
        return ofRow;
    }
}
