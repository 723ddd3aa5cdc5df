package io.fenji.systemtests.bench;

import java.util.ArrayList;
import java.util.List;

/// What one benchmark found.
///
/// @param method how it was measured, so that a reader can judge the figures
/// @param checks what was verified besides time, such as "both gave the same tiers"
record BenchResult(
        String name, String title, String method, List<Quantity> quantities, List<Ratio> ratios, List<String> checks) {
    BenchResult {
        quantities = List.copyOf(quantities);
        ratios = List.copyOf(ratios);
        checks = List.copyOf(checks);
    }

    static Builder of(String name, String title, String method) {
        return new Builder(name, title, method);
    }

    /// Collects the parts while a benchmark runs.
    static final class Builder {
        private final String name;
        private final String title;
        private final String method;
        private final List<Quantity> quantities = new ArrayList<>();
        private final List<Ratio> ratios = new ArrayList<>();
        private final List<String> checks = new ArrayList<>();

        private Builder(String name, String title, String method) {
            this.name = name;
            this.title = title;
            this.method = method;
        }

        Quantity quantity(String what, String unit, List<Double> samples) {
            Quantity quantity = new Quantity(what, unit, new Series(samples));
            quantities.add(quantity);
            return quantity;
        }

        Builder ratio(String what, Quantity of, Quantity to, String meaning) {
            ratios.add(Ratio.of(what, of, to, meaning));
            return this;
        }

        Builder check(String what) {
            checks.add(what);
            return this;
        }

        BenchResult build() {
            return new BenchResult(name, title, method, quantities, ratios, checks);
        }
    }
}
