package io.fenji.engine.estimation;

import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import java.util.Arrays;

/// Finds a feature's mean and standard deviation, summed in the order of the tuples.
public final class FeatureScales {

    private FeatureScales() {}

    /// The scale of a feature; that of one which is the same for all is 1.
    ///
    /// @param values scaled, none of them absent
    /// @param counts how many customers have each
    public static FeatureScale of(Transform transform, long[] values, int[] counts) {
        long[] transformed = new long[values.length];
        Arrays.setAll(transformed, i -> FeatureScale.transformed(transform, values[i]));
        long centre = StrictMath.round(mean(transformed, counts));
        if (Arrays.stream(transformed).distinct().limit(2).count() < 2) {
            return new FeatureScale(transform, centre, Fixed.ONE);
        }
        return new FeatureScale(
                transform, centre, Math.max(1, StrictMath.round(deviation(transformed, counts, centre))));
    }

    private static double mean(long[] values, int[] counts) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * counts[i];
            count += counts[i];
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double deviation(long[] values, int[] counts, long centre) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.length; i++) {
            double distance = (double) values[i] - centre;
            sum += distance * distance * counts[i];
            count += counts[i];
        }
        return StrictMath.sqrt(sum / count);
    }
}
