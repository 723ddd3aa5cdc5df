package io.fenji.engine.value.numeric;

/// Where a search for the maximum ended.
///
/// @param logs logarithms of the parameters
/// @param inverse what the search knows of the inverse of the negative Hessian, row by row
/// @param expectedGain by how much one more step would still raise the value, as the curvature has it
public record Maximum(
        double[] logs, double value, double[] gradient, double[][] inverse, double expectedGain, int steps) {

    /// Whether another step would change nothing that matters beside the data's own uncertainty.
    public boolean reached(double tolerance) {
        return expectedGain >= 0 && expectedGain <= tolerance && Double.isFinite(value);
    }
}
