package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;

/// 100 × ln(value/from) / ln(to/from) by `StrictMath`, held outside.
record LogPoints(long from, long to) implements PointScale {

    LogPoints(Scale.Log scale) {
        this(Fixed.of(scale.from()), Fixed.of(scale.to()));
    }

    @Override
    public long points(long value) {
        if (to > from ? value <= from : value >= from) {
            return 0;
        }
        if (to > from ? value >= to : value <= to) {
            return Fixed.HUNDRED;
        }
        double way = ratio(value) / ratio(to);
        return (long) StrictMath.floor(Fixed.HUNDRED * way + 0.5);
    }

    @Override
    public long settledFrom() {
        return Math.max(from, to);
    }

    @Override
    public void turn(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == ABSENT ? ABSENT : points(values[i]);
        }
    }

    /// ln(value/from), without loss where the two are nearly the same.
    private double ratio(long value) {
        return Math.abs(value - from) < from / 2
                ? StrictMath.log1p((double) (value - from) / from)
                : StrictMath.log((double) value / from);
    }
}
