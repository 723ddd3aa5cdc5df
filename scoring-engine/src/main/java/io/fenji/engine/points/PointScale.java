package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;

/// Turns a scaled metric value into scaled points, 0 to 1,000,000 (0 to 100 with four places,
/// HALF_UP). Equal values get equal points on every machine.
public sealed interface PointScale
        permits StepPoints, LinearPoints, LogPoints, DecayPoints, QuantilePoints, PercentilePoints, PointScale.Neutral {

    /// What `neutral` and a scale without calibrated values give.
    long NEUTRAL = 50 * Fixed.ONE;

    /// Marks a value, and the points, that are not there.
    long ABSENT = MetricColumn.ABSENT;

    long points(long value);

    /// Turns values into points in place, and leaves [#ABSENT] as it is. Every scale has this loop for itself, so that
    /// the compiler sees one kind of points in it.
    void turn(long[] values, int count);

    /// From this value on all have the same points.
    long settledFrom();

    /// The most points that a value between the two has, these included. Every scale but steps only
    /// rises or only falls.
    default long most(long low, long high) {
        return Math.max(points(low), points(high));
    }

    /// Fifty points for all.
    record Neutral() implements PointScale {
        @Override
        public long points(long value) {
            return NEUTRAL;
        }

        @Override
        public long settledFrom() {
            return Long.MIN_VALUE;
        }

        @Override
        public void turn(long[] values, int count) {
            for (int i = 0; i < count; i++) {
                values[i] = values[i] == ABSENT ? ABSENT : NEUTRAL;
            }
        }
    }
}
