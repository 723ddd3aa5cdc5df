package io.fenji.engine.value.numeric;

/// Where a search for the maximum ended. The arrays are not copied.
final class Maximum {

    private final double[] logs;
    private final double value;
    private final double[] gradient;
    private final double[][] inverse;
    private final int steps;

    Maximum(double[] logs, double value, double[] gradient, double[][] inverse, int steps) {
        this.logs = logs;
        this.value = value;
        this.gradient = gradient;
        this.inverse = inverse;
        this.steps = steps;
    }

    /// Logarithms of the parameters.
    double[] logs() {
        return logs;
    }

    double value() {
        return value;
    }

    double[] gradient() {
        return gradient;
    }

    /// What the search knows of the inverse of the negative Hessian, row by row.
    double[][] inverse() {
        return inverse;
    }

    int steps() {
        return steps;
    }
}
