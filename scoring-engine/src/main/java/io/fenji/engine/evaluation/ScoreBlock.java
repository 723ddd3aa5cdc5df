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
    private final long[] missingPoints;
    private final Weighting all;

    private final long[][] points;
    private final long[] scores;
    private final long[] leftOut;
    private final boolean[] eligible;
    private int first;

    ScoreBlock(CompiledScheme compiled, MetricTable table) {
        this.compiled = compiled;
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
        all = compiled.weightings().without(0);
        int rows = Math.min(ROWS, table.size());
        points = new long[criteria][rows];
        scores = new long[rows];
        leftOut = new long[rows];
        eligible = new boolean[rows];
    }

    /// Scores rows; what is known of those before is gone.
    ///
    /// @param count up to [#ROWS]
    void fill(int first, int count) {
        this.first = first;
        Arrays.fill(leftOut, 0, count, 0);
        Arrays.fill(eligible, 0, count, true);
        for (int i = 0; i < bound.length; i++) {
            bound[i].points(first, count, points[i]);
            fillAbsent(i, count);
        }
        all.scores(points, count, scores);
    }

    private void fillAbsent(int criterion, int count) {
        long[] column = points[criterion];
        for (int i = 0; i < count; i++) {
            if (column[i] == BoundCriterion.ABSENT) {
                column[i] = missingPoints[criterion];
                leftOut[i] |= bits[criterion];
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
        if (leftOut[row - first] == 0) {
            return all.isEmpty() ? Evaluation.NO_SCORE : scores[row - first];
        }
        Weighting weighting = weighting(row);
        return weighting.isEmpty() ? Evaluation.NO_SCORE : weighting.score(points(row));
    }

    /// The weighting of the criteria that count.
    Weighting weighting(int row) {
        return leftOut[row - first] == 0 ? all : compiled.weightings().without(leftOut[row - first]);
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
