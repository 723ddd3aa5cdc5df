package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scale.Better;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Estimates the numbers of one scale from its sorted values.
final class ScaleCalibration {

    private static final int MOST_KNOTS = 1_000;

    private ScaleCalibration() {}

    static CalibratedScale of(Scale.Calibrated scale, String criterion, String metric, long[] sorted) {
        return switch (scale) {
            case Scale.Quantile quantile ->
                new CalibratedScale.Quantiles(criterion, metric, sorted.length, breakpoints(quantile, sorted));
            case Scale.Percentile _ -> new CalibratedScale.Percentiles(criterion, metric, sorted.length, knots(sorted));
        };
    }

    private static List<BigDecimal> breakpoints(Scale.Quantile scale, long[] sorted) {
        List<BigDecimal> breakpoints = new ArrayList<>();
        for (int i = 1; i < scale.bins() && sorted.length > 0; i++) {
            int share = scale.better() == Better.HIGHER ? i : scale.bins() - i;
            int rank = Math.toIntExact(Math.ceilDiv((long) share * sorted.length, (long) scale.bins()));
            long value = scale.better() == Better.HIGHER ? sorted[rank - 1] : sorted[sorted.length - rank];
            breakpoints.add(Fixed.toDecimal(value));
        }
        return breakpoints;
    }

    private static List<CalibratedScale.Knot> knots(long[] sorted) {
        int[] starts = distinctStarts(sorted);
        List<CalibratedScale.Knot> knots = new ArrayList<>();
        if (starts.length <= MOST_KNOTS) {
            for (int group = 0; group < starts.length; group++) {
                knots.add(knot(sorted, starts, group));
            }
            return knots;
        }
        int last = -1;
        for (int i = 0; i < MOST_KNOTS; i++) {
            int rank = Math.toIntExact((long) i * (sorted.length - 1) / (MOST_KNOTS - 1));
            int group = groupOf(starts, rank);
            if (group != last) {
                knots.add(knot(sorted, starts, group));
                last = group;
            }
        }
        return knots;
    }

    /// The percentile of a group of equal values: members below, and half of the group.
    private static CalibratedScale.Knot knot(long[] sorted, int[] starts, int group) {
        long below = starts[group];
        long upTo = group + 1 < starts.length ? starts[group + 1] : sorted.length;
        return new CalibratedScale.Knot(
                Fixed.toDecimal(sorted[starts[group]]),
                Fixed.toDecimal(Fixed.multiplyDivide(below + upTo, Fixed.HUNDRED, 2L * sorted.length)));
    }

    private static int[] distinctStarts(long[] sorted) {
        int[] starts = new int[sorted.length];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                starts[count++] = i;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static int groupOf(int[] starts, int rank) {
        int found = Arrays.binarySearch(starts, rank);
        return found >= 0 ? found : -found - 2;
    }
}
