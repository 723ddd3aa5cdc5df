package io.fenji.launcher.company;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Values with weights, drawn in proportion to them.
final class Weighted<T> {
    private final List<T> values;
    private final double[] cumulative;

    private Weighted(List<T> values, double[] cumulative) {
        this.values = values;
        this.cumulative = cumulative;
    }

    /// Reads `value weight value weight …`, separated by spaces.
    static Weighted<String> words(String text) {
        return parse(text, Function.identity());
    }

    static <T> Weighted<T> parse(String text, Function<String, T> reader) {
        String[] parts = text.strip().split("\\s+", -1);
        List<T> values = new ArrayList<>();
        double[] cumulative = new double[parts.length / 2];
        double sum = 0;
        for (int i = 0; i + 1 < parts.length; i += 2) {
            values.add(reader.apply(parts[i]));
            sum += Double.parseDouble(parts[i + 1]);
            cumulative[i / 2] = sum;
        }
        return new Weighted<>(List.copyOf(values), cumulative);
    }

    T draw(Draws draws) {
        double at = draws.uniform() * cumulative[cumulative.length - 1];
        int i = 0;
        while (i < cumulative.length - 1 && cumulative[i] <= at) {
            i++;
        }
        return values.get(i);
    }

    List<T> values() {
        return values;
    }
}
