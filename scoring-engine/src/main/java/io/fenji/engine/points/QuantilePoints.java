package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale.Better;

/// The share of bins up to the value's own, counted from the worst.
final class QuantilePoints implements PointScale {

    private final long[] breakpoints;
    private final boolean higher;

    QuantilePoints(long[] breakpoints, Better better) {
        this.breakpoints = breakpoints;
        this.higher = better == Better.HIGHER;
    }

    @Override
    public long points(long value) {
        int passed = higher ? Sorted.below(breakpoints, value) : breakpoints.length - Sorted.atMost(breakpoints, value);
        return Fixed.divideHalfUp(Fixed.HUNDRED * (passed + 1), breakpoints.length + 1L);
    }

    @Override
    public long settledFrom() {
        return breakpoints.length == 0 ? Long.MIN_VALUE : breakpoints[breakpoints.length - 1] + 1;
    }
}
