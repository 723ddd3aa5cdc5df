package io.fenji.engine.value;

import io.fenji.engine.value.numeric.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Percentiles among a base, from evenly spaced quantiles of it.
///
/// @param quantiles the lowest value to the highest, in order; empty for a base of nobody
public record Ranks(List<Double> quantiles) {

    private static final int MOST = 401;
    /// Values this near are equal: knots have six digits, and mean spends come rounded.
    private static final double SAME = 1e-5;

    public Ranks {
        quantiles = List.copyOf(quantiles);
    }

    static Ranks of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int knots = StrictMath.min(MOST, sorted.length);
        List<Double> quantiles = new ArrayList<>();
        for (int i = 0; i < knots; i++) {
            quantiles.add(Digits.six(sorted[knots == 1 ? 0 : (int) ((long) i * (sorted.length - 1) / (knots - 1))]));
        }
        return new Ranks(quantiles);
    }

    double[] knots() {
        return quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// From 0 to 100, never falling as the value rises.
    static double percentile(double[] knots, double value) {
        if (knots.length < 2) {
            return 50;
        }
        double below = position(knots, value, value * (1 - SAME), false);
        double upTo = position(knots, value, value * (1 + SAME), true);
        return 100 * (below + upTo) / 2 / (knots.length - 1);
    }

    /// Where in the knots the values begin that are not below this bound, or those above it.
    private static double position(double[] knots, double value, double bound, boolean above) {
        int low = 0;
        int high = knots.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (above ? knots[middle] <= bound : knots[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return 0;
        }
        if (low == knots.length) {
            return knots.length - 1.0;
        }
        double width = knots[low] - knots[low - 1];
        return low - 1 + (width > 0 ? StrictMath.min(1, StrictMath.max(0, (value - knots[low - 1]) / width)) : 0);
    }
}
