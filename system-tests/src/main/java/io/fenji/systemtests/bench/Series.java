package io.fenji.systemtests.bench;

import java.util.Arrays;
import java.util.List;

/// Samples of one quantity in the order they were taken. The median speaks for them; the spread says how far to trust
/// it.
record Series(List<Double> samples) {
    Series {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one sample");
        }
        samples = List.copyOf(samples);
    }

    static Series of(double... samples) {
        return new Series(Arrays.stream(samples).boxed().toList());
    }

    double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// Largest less smallest sample, as a share of the median; 0 for a median of 0.
    double spread() {
        double median = median();
        return median == 0 ? 0 : (max() - min()) / median;
    }
}
