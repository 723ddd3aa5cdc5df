package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;

/// The points of the last step reached, 0 below the first.
final class StepPoints implements PointScale {

    private final long[] from;
    private final long[] points;

    StepPoints(Scale.Steps scale) {
        from = scale.steps().stream().mapToLong(step -> Fixed.of(step.from())).toArray();
        points = scale.steps().stream()
                .mapToLong(step -> Fixed.of(step.points()))
                .toArray();
    }

    @Override
    public long points(long value) {
        int reached = Sorted.atMost(from, value);
        return reached == 0 ? 0 : points[reached - 1];
    }

    @Override
    public long settledFrom() {
        return from.length == 0 ? Long.MIN_VALUE : from[from.length - 1];
    }

    @Override
    public long most(long low, long high) {
        long most = points(low);
        for (int step = Sorted.atMost(from, low); step < from.length && from[step] <= high; step++) {
            most = Math.max(most, points[step]);
        }
        return most;
    }

    @Override
    public void turn(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == ABSENT ? ABSENT : points(values[i]);
        }
    }
}
