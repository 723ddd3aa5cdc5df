package io.fenji.engine.value.numeric;

import java.util.Arrays;

/// Maximises a log-likelihood by BFGS steps (Nocedal and Wright 2006, algorithm 6.1) with a
/// backtracking line search. Deterministic. Hipparchus has no unconstrained quasi-Newton method:
/// its conjugate gradients need many times the evaluations, and each of them goes over the whole base.
final class QuasiNewton {

    /// Parameters stay within e^±LIMIT; whoever wants to leave has no maximum.
    static final double LIMIT = 10;
    private static final double SUFFICIENT = 1e-4;
    private static final int HALVINGS = 25;
    private static final double LONGEST_STEP = 2;
    /// Of a sum of a million logarithms, what rounding alone can change.
    static final double NOISE = 1e-13;

    private QuasiNewton() {}

    /// Searches from a start until a step would gain less than the tolerance.
    ///
    /// @param inverse inverse of the negative Hessian near the start, else a multiple of the unit matrix
    static Maximum search(Objective objective, double[] start, double[][] inverse, double tolerance, int most) {
        int n = start.length;
        double[] at = start.clone();
        double[] gradient = new double[n];
        double[][] h = copy(inverse);
        double value = objective.at(at, gradient);
        int step = 0;
        boolean fresh = true;
        while (Double.isFinite(value) && step < most && Matrices.largest(at) < LIMIT - 1) {
            double[] direction = Matrices.times(h, gradient);
            double slope = Matrices.dot(direction, gradient);
            if (!(slope > 0)) {
                h = scaledUnit(gradient);
                direction = Matrices.times(h, gradient);
                slope = Matrices.dot(direction, gradient);
            }
            if (!(slope / 2 > StrictMath.max(tolerance, NOISE * StrictMath.abs(value)))) {
                break;
            }
            double length = StrictMath.min(1, LONGEST_STEP / Matrices.largest(direction));
            double[] next = new double[n];
            double[] nextGradient = new double[n];
            double nextValue = Double.NaN;
            boolean found = false;
            for (int halving = 0; halving < HALVINGS && !found; halving++) {
                for (int i = 0; i < n; i++) {
                    next[i] = at[i] + length * direction[i];
                }
                nextValue = Matrices.largest(next) > LIMIT ? Double.NaN : objective.at(next, nextGradient);
                found = nextValue >= value + SUFFICIENT * length * slope && finite(nextGradient);
                if (!found) {
                    length *= Double.isFinite(nextValue) ? interpolated(value, slope, length, nextValue) : 0.25;
                }
            }
            if (!found) {
                if (fresh) {
                    break;
                }
                h = scaledUnit(gradient);
                fresh = true;
                step++;
                continue;
            }
            update(h, at, next, gradient, nextGradient);
            fresh = false;
            at = next;
            gradient = nextGradient;
            value = nextValue;
            step++;
        }
        return new Maximum(at, value, gradient, h, step);
    }

    /// A first guess of the inverse where nothing is known: a step of at most a half in any direction.
    static double[][] scaledUnit(double[] gradient) {
        double[][] h = new double[gradient.length][gradient.length];
        double scale = 0.5 / StrictMath.max(1e-9, Matrices.largest(gradient));
        for (int i = 0; i < h.length; i++) {
            h[i][i] = scale;
        }
        return h;
    }

    /// The observed information: the negative Hessian by the logarithms, by central differences of
    /// the analytic gradient.
    static double[][] information(Objective objective, double[] logs) {
        int n = logs.length;
        double step = 1e-4;
        double[][] information = new double[n][n];
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++) {
            double[] moved = logs.clone();
            moved[i] = logs[i] + step;
            objective.at(moved, up);
            moved[i] = logs[i] - step;
            objective.at(moved, down);
            for (int j = 0; j < n; j++) {
                information[i][j] = (down[j] - up[j]) / (2 * step);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (information[i][j] + information[j][i]) / 2;
                information[i][j] = mean;
                information[j][i] = mean;
            }
        }
        return information;
    }

    /// The maximum of the parabola through what is known, between a tenth and a half.
    private static double interpolated(double value, double slope, double length, double nextValue) {
        double bend = value + slope * length - nextValue;
        double best = bend > 0 ? slope * length / (2 * bend) : 0.5;
        return StrictMath.min(0.5, StrictMath.max(0.1, best));
    }

    private static void update(double[][] h, double[] at, double[] next, double[] gradient, double[] nextGradient) {
        int n = at.length;
        double[] s = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            s[i] = next[i] - at[i];
            y[i] = gradient[i] - nextGradient[i];
        }
        double sy = Matrices.dot(s, y);
        if (!(sy > 1e-12 * StrictMath.sqrt(Matrices.dot(s, s) * Matrices.dot(y, y)))) {
            return;
        }
        double[] hy = Matrices.times(h, y);
        double yhy = Matrices.dot(y, hy);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static boolean finite(double[] vector) {
        return Arrays.stream(vector).allMatch(Double::isFinite);
    }
}
