package io.fenji.engine.calibration;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
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

/// Makes calibrations. Stateless.
public final class Calibrator {

    private Calibrator() {}

    /// Estimates what the scheme needs from the members of its population in the table (the whole
    /// base; rows outside the population are left out here). A scheme that needs nothing gets a
    /// calibration without entries.
    public static Calibration calibrate(Scheme scheme, MetricTable base) {
        BitSet members = members(scheme, base);
        SortedMap<String, long[]> sorted = new TreeMap<>();
        List<CalibratedScale> scales = new ArrayList<>();
        for (int d = 0; d < scheme.dimensions().size(); d++) {
            Dimension dimension = scheme.dimensions().get(d);
            for (int c = 0; c < dimension.criteria().size(); c++) {
                Criterion criterion = dimension.criteria().get(c);
                if (criterion.scale() instanceof Scale.Calibrated scale) {
                    long[] values = sorted.computeIfAbsent(
                            criterion.metric(), metric -> sortedValues(base.metric(metric), members));
                    scales.add(ScaleCalibration.of(
                            scale, "/dimensions/" + d + "/criteria/" + c, criterion.metric(), values));
                }
            }
        }
        CalibratedShare share = switch (scheme.cut()) {
            case Cut.ValueShare cut ->
                ShareCalibration.of(
                        cut,
                        sorted.computeIfAbsent(cut.metric(), metric -> sortedValues(base.metric(metric), members)));
            case Cut.Score _, Cut.Rules _ -> new CalibratedShare.NotUsed();
        };
        return new Calibration(scheme.key(), members.cardinality(), scales, share, DataHash.of(sorted));
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

    private static long[] sortedValues(MetricColumn column, BitSet members) {
        long[] values = new long[members.cardinality()];
        int count = 0;
        for (int row = members.nextSetBit(0); row >= 0; row = members.nextSetBit(row + 1)) {
            long value = column.at(row);
            if (value != MetricColumn.ABSENT) {
                values[count++] = value;
            }
        }
        long[] present = count == values.length ? values : Arrays.copyOf(values, count);
        Arrays.parallelSort(present);
        return present;
    }
}
