package io.fenji.engine.value.numeric;

import java.util.List;

/// Parameters estimated by maximum likelihood.
///
/// @param names as the literature has them
/// @param values natural scale
/// @param standardErrors of the values, by the delta method from those of the logarithms; 0 unless converged
/// @param logCovariance of the logarithms, row by row: the inverse of the observed information; zeros unless converged
/// @param converged whether the maximum was reached and is one: its information is positive definite
/// @param steps of the search that won
/// @param starts from how many points it was searched
public record Estimate(
        List<String> names,
        List<Double> values,
        List<Double> standardErrors,
        List<List<Double>> logCovariance,
        double logLikelihood,
        boolean converged,
        int steps,
        int starts) {

    public Estimate {
        names = List.copyOf(names);
        values = List.copyOf(values);
        standardErrors = List.copyOf(standardErrors);
        logCovariance = logCovariance.stream().map(List::copyOf).toList();
    }

    public double value(int parameter) {
        return values.get(parameter);
    }
}
