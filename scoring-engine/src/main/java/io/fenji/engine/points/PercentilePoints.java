package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale.Better;

/// The percentile from a table of knots, straight between them, 0 below the first and 100 above the
/// last; what is missing to 100 when lower values are better.
final class PercentilePoints implements PointScale {

    private final long[] values;
    private final long[] percentiles;
    private final boolean higher;

    PercentilePoints(long[] values, long[] percentiles, Better better) {
        this.values = values;
        this.percentiles = percentiles;
        this.higher = better == Better.HIGHER;
    }

    @Override
    public long points(long value) {
        long percentile = percentile(value);
        return higher ? percentile : Fixed.HUNDRED - percentile;
    }

    @Override
    public void turn(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == ABSENT ? ABSENT : points(values[i]);
        }
    }

    private long percentile(long value) {
        int reached = Sorted.atMost(values, value);
        if (reached == 0) {
            return 0;
        }
        long start = values[reached - 1];
        if (start == value) {
            return percentiles[reached - 1];
        }
        if (reached == values.length) {
            return Fixed.HUNDRED;
        }
        long rise = percentiles[reached] - percentiles[reached - 1];
        return percentiles[reached - 1] + Fixed.multiplyDivide(value - start, rise, values[reached] - start);
    }

    @Override
    public long settledFrom() {
        return values[values.length - 1] + 1;
    }
}
