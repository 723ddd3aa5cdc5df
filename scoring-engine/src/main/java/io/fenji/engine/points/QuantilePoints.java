package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale.Better;
import java.util.Arrays;

/// The share of bins up to the value's own, counted from the worst.
final class QuantilePoints implements PointScale {

    private final long[] breakpoints;
    private final long[] points;
    private final boolean higher;

    QuantilePoints(long[] breakpoints, Better better) {
        this.breakpoints = breakpoints;
        points = new long[breakpoints.length + 1];
        Arrays.setAll(points, passed -> Fixed.divideHalfUp(Fixed.HUNDRED * (passed + 1L), points.length));
        this.higher = better == Better.HIGHER;
    }

    @Override
    public long points(long value) {
        int passed = higher ? Sorted.below(breakpoints, value) : breakpoints.length - Sorted.atMost(breakpoints, value);
        return points[passed];
    }

    @Override
    public void turn(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == ABSENT ? ABSENT : points(values[i]);
        }
    }

    @Override
    public long settledFrom() {
        return breakpoints.length == 0 ? Long.MIN_VALUE : breakpoints[breakpoints.length - 1] + 1;
    }
}
