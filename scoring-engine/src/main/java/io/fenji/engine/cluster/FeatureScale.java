package io.fenji.engine.cluster;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import io.fenji.engine.table.MetricColumn;

/// A feature's way from a metric's value to a coordinate: (transformed value − centre) / scale, rounded
/// HALF_UP to four places and held at [#MOST].
///
/// @param centre scaled
/// @param scale scaled, above zero
public record FeatureScale(Transform transform, long centre, long scale) {

    /// The greatest coordinate either side of zero, 10,000 standard deviations. A member of the base that
    /// these were found in is that far away only when there are 100 million others. It keeps the
    /// square of a distance over 20 features within a long.
    static final int MOST = 10_000 * (int) Fixed.ONE;

    /// The coordinate, in units of 0.0001.
    ///
    /// @param value scaled, not absent
    public int coordinate(long value) {
        long distance = transformed(transform, value) - centre;
        long whole = distance / scale;
        if (whole >= MOST / Fixed.ONE) {
            return MOST;
        }
        if (whole <= -MOST / Fixed.ONE) {
            return -MOST;
        }
        return (int) (whole * Fixed.ONE + Fixed.multiplyDivide(distance % scale, Fixed.ONE, scale));
    }

    /// The coordinate, or that of the mean, 0, for an absent value.
    public int coordinateOrMean(long value) {
        return value == MetricColumn.ABSENT ? 0 : coordinate(value);
    }

    /// From this value on all have the greatest coordinate, as far as there are such values.
    public long settledFrom() {
        boolean beyond = transform == Transform.LOG || scale > (Long.MAX_VALUE - Math.max(0, centre)) / MOST;
        return beyond ? Long.MAX_VALUE : centre + MOST / Fixed.ONE * scale;
    }

    /// The value after its transform, scaled.
    public static long transformed(Transform transform, long value) {
        return switch (transform) {
            case NONE -> value;
            case LOG -> value <= 0 ? 0 : (long) StrictMath.floor(Fixed.ONE * logarithm(value) + 0.5);
        };
    }

    private static double logarithm(long value) {
        return StrictMath.log1p((double) value / Fixed.ONE);
    }
}
