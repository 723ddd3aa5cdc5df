package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

/// Makes calibrations. Stateless.
public final class Calibrator {

    /// In place of a metric's key, among which it is none.
    private static final String SCORES = "";

    private Calibrator() {}

    /// Estimates what the scheme needs from the members of its population in the table (the whole
    /// base; rows outside the population are left out here). A scheme that needs nothing gets a
    /// calibration without entries.
    public static Calibration calibrate(Scheme scheme, MetricTable base) {
        BitSet members = members(scheme, base);
        SortedMap<String, long[]> sorted = new TreeMap<>();
        Function<String, long[]> values =
                metric -> sorted.computeIfAbsent(metric, key -> sortedValues(base.metric(key)::at, members));
        List<CalibratedScale> scales = new ArrayList<>();
        for (int d = 0; d < scheme.dimensions().size(); d++) {
            Dimension dimension = scheme.dimensions().get(d);
            for (int c = 0; c < dimension.criteria().size(); c++) {
                Criterion criterion = dimension.criteria().get(c);
                if (criterion.scale() instanceof Scale.Calibrated scale) {
                    String metric = criterion.source().key();
                    scales.add(ScaleCalibration.of(
                            scale, "/dimensions/" + d + "/criteria/" + c, metric, values.apply(metric)));
                }
            }
        }
        CalibratedShare share = switch (scheme.cut()) {
            case Cut.ValueShare cut -> ShareCalibration.of(cut, values.apply(cut.metric()));
            case Cut.TopShare cut when cut.metric() != null -> top(cut, values.apply(cut.metric()));
            case Cut.TopShare cut ->
                top(cut, sorted.computeIfAbsent(SCORES, key -> scores(scheme, scales, base, members)));
            case Cut.Clusters cut -> {
                ClusterCalibration clusters = ClusterCalibration.of(cut, base, members);
                clusters.hashed(sorted);
                yield clusters.share(scheme.tiers().size());
            }
            case Cut.Score _, Cut.Rules _ -> new CalibratedShare.NotUsed();
        };
        return new Calibration(scheme.key(), members.cardinality(), scales, share, DataHash.of(sorted));
    }

    private static CalibratedShare top(Cut.TopShare cut, long[] sorted) {
        return new CalibratedShare.TopThresholds(
                cut.metric(), sorted.length, TopShareCalibration.thresholds(cut.shares(), sorted));
    }

    /// Scores of the members who have one, ascending.
    private static long[] scores(Scheme scheme, List<CalibratedScale> scales, MetricTable base, BitSet members) {
        Calibration soFar =
                new Calibration(scheme.key(), members.cardinality(), scales, new CalibratedShare.NotUsed(), "");
        Evaluation scored = Evaluator.of(scheme.decidedBy(scheme.dimensions(), List.of()), soFar)
                .evaluate(base);
        return sortedValues(scored::scaledScore, members);
    }

    private static BitSet members(Scheme scheme, MetricTable base) {
        BoundCondition population = BoundCondition.bind(scheme.population(), base);
        BitSet members = new BitSet(base.size());
        for (int row = 0; row < base.size(); row++) {
            if (population.test(row) == Truth.TRUE) {
                members.set(row);
            }
        }
        return members;
    }

    private static long[] sortedValues(IntToLongFunction column, BitSet members) {
        long[] values = new long[members.cardinality()];
        int count = 0;
        for (int row = members.nextSetBit(0); row >= 0; row = members.nextSetBit(row + 1)) {
            long value = column.applyAsLong(row);
            if (value != MetricColumn.ABSENT) {
                values[count++] = value;
            }
        }
        long[] present = count == values.length ? values : Arrays.copyOf(values, count);
        Arrays.parallelSort(present);
        return present;
    }
}
