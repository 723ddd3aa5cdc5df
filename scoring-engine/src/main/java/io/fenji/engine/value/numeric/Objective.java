package io.fenji.engine.value.numeric;

/// A log-likelihood with its gradient.
@FunctionalInterface
public interface Objective {

    /// The log-likelihood; NaN or −∞ where there is none.
    ///
    /// @param logs logarithms of the parameters
    /// @param gradient receives the derivatives by the logarithms
    double at(double[] logs, double[] gradient);
}
