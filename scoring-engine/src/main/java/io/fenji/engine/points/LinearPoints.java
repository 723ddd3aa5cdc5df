package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;

/// A straight line between two values, held outside.
record LinearPoints(long from, long to) implements PointScale {

    LinearPoints(Scale.Linear scale) {
        this(Fixed.of(scale.from()), Fixed.of(scale.to()));
    }

    @Override
    public long points(long value) {
        long way = to > from ? value - from : from - value;
        long length = Math.abs(to - from);
        if (way <= 0) {
            return 0;
        }
        return way >= length ? Fixed.HUNDRED : Fixed.multiplyDivide(way, Fixed.HUNDRED, length);
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
}
