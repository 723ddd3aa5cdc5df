package io.fenji.systemtests.bench;

/// Medians of two quantities against each other, `of` ÷ `to`, in words that say which side is better.
record Ratio(String name, double value, String meaning) {
    static Ratio of(String name, Quantity of, Quantity to, String meaning) {
        return new Ratio(name, of.series().median() / to.series().median(), meaning);
    }
}
