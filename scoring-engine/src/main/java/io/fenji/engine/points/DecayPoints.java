package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;

/// 100 × 2^(−value/halfLife) by `StrictMath`, 100 at or below zero.
record DecayPoints(long halfLife) implements PointScale {

    private static final long HALF_LIVES = 21;

    DecayPoints(Scale.Decay scale) {
        this(Fixed.of(scale.halfLifeDays()));
    }

    @Override
    public long points(long value) {
        if (value <= 0) {
            return Fixed.HUNDRED;
        }
        double points = Fixed.HUNDRED * StrictMath.pow(2, -((double) value / halfLife));
        return (long) StrictMath.floor(points + 0.5);
    }

    /// After 21 half-lives less than half of 0.0001 points is left.
    @Override
    public long settledFrom() {
        return halfLife > Long.MAX_VALUE / HALF_LIVES ? Long.MAX_VALUE : HALF_LIVES * halfLife;
    }

    @Override
    public void turn(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == ABSENT ? ABSENT : points(values[i]);
        }
    }
}
