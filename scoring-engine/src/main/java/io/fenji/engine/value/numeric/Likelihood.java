package io.fenji.engine.value.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Maximum likelihood of positive parameters: a few steps from several starts, the best one to the end,
/// standard errors from the observed information.
public final class Likelihood {

    /// In units of log-likelihood, of which one standard error costs a half.
    private static final double TOLERANCE = 1e-9;
    private static final double ROUGH = 0.5;
    private static final int ROUGH_STEPS = 12;
    private static final int MOST_STEPS = 100;

    private Likelihood() {}

    /// Estimates from several starts.
    ///
    /// @param starts parameters on their natural scale
    public static Estimate maximise(List<String> names, Objective objective, List<double[]> starts) {
        Maximum best = null;
        for (double[] start : starts) {
            double[] logs = Arrays.stream(start).map(StrictMath::log).toArray();
            double[] gradient = new double[logs.length];
            objective.at(logs, gradient);
            Maximum found = QuasiNewton.search(objective, logs, QuasiNewton.scaledUnit(gradient), ROUGH, ROUGH_STEPS);
            if (best == null || !(found.value() <= best.value())) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no start");
        }
        return finish(names, objective, best, starts.size());
    }

    /// Estimates from what is nearly the maximum, such as that of a sample.
    public static Estimate refine(List<String> names, Objective objective, Estimate near, double share, int starts) {
        double[] logs = near.values().stream().mapToDouble(StrictMath::log).toArray();
        double[][] inverse = near.logCovariance().stream()
                .map(row -> row.stream().mapToDouble(cell -> cell * share).toArray())
                .toArray(double[][]::new);
        return finish(names, objective, new Maximum(logs, 0, logs, inverse, near.steps()), starts);
    }

    private static Estimate finish(List<String> names, Objective objective, Maximum near, int starts) {
        Maximum found = QuasiNewton.search(objective, near.logs(), near.inverse(), TOLERANCE, MOST_STEPS);
        double[] logs = found.logs();
        double value = found.value();
        double[][] covariance = new double[logs.length][logs.length];
        boolean converged = false;
        if (Double.isFinite(value)) {
            Optional<double[][]> inverse = Matrices.inverse(QuasiNewton.information(objective, logs));
            if (inverse.isPresent()) {
                covariance = inverse.get();
                double[] step = Matrices.times(covariance, found.gradient());
                double gain = Matrices.dot(step, found.gradient()) / 2;
                converged = gain < 1e-4 && Matrices.largest(logs) < QuasiNewton.LIMIT - 1;
                if (converged) {
                    // The curvature is known now: one Newton step takes away what is left.
                    double[] next = logs.clone();
                    for (int i = 0; i < next.length; i++) {
                        next[i] += step[i];
                    }
                    double nextValue = objective.at(next, new double[next.length]);
                    if (nextValue >= value - QuasiNewton.NOISE * StrictMath.abs(value)) {
                        logs = next;
                        value = nextValue;
                    }
                }
            }
        }
        return estimate(names, logs, value, covariance, converged, near.steps() + found.steps(), starts);
    }

    private static Estimate estimate(
            List<String> names,
            double[] logs,
            double value,
            double[][] covariance,
            boolean converged,
            int steps,
            int starts) {
        List<Double> values = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            double parameter = StrictMath.exp(logs[i]);
            values.add(Digits.twelve(parameter));
            errors.add(converged ? Digits.twelve(parameter * StrictMath.sqrt(covariance[i][i])) : 0);
            List<Double> row = new ArrayList<>();
            for (double cell : covariance[i]) {
                row.add(converged ? Digits.twelve(cell) : 0);
            }
            rows.add(row);
        }
        return new Estimate(
                names,
                values,
                errors,
                rows,
                Double.isFinite(value) ? Digits.twelve(value) : 0,
                converged,
                steps,
                starts);
    }
}
