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
        double way = StrictMath.log((double) value / from) / StrictMath.log((double) to / from);
        return (long) StrictMath.floor(Fixed.HUNDRED * way + 0.5);
    }
}
