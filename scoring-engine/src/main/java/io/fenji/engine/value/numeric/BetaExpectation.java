package io.fenji.engine.value.numeric;

import java.util.function.DoubleUnaryOperator;

/// Expectations E[g(p)] of a share p that has a Beta(a, b) distribution, by the trapezoidal rule in
/// y = logit(p) = mode + deviation · sinh(u), where the integrand is smooth and falls faster than
/// exponentially at both ends, however small or large a and b are (double-exponential quadrature,
/// Takahasi and Mori 1974). With a positive g nothing cancels. The weights are divided by their sum,
/// so that the expectation of 1 is 1. Not safe for threads.
public final class BetaExpectation {

    private static final int NODES = 64;
    /// Beyond, the density is less than e⁻³² of that at the mode.
    private static final double FALL = 32;

    private final double[] weights = new double[NODES];
    private final double[] shares = new double[NODES];

    public BetaExpectation(double a, double b) {
        set(a, b);
    }

    /// Goes over to another distribution.
    public void set(double a, double b) {
        double mode = StrictMath.log(a / b);
        double deviation = StrictMath.sqrt(1 / a + 1 / b);
        double top = logDensity(a, b, mode);
        double left = reach(a, b, mode, -deviation, top);
        double right = reach(a, b, mode, deviation, top);
        double sum = 0;
        double step = (left + right) / (NODES - 1);
        for (int i = 0; i < NODES; i++) {
            double grown = StrictMath.exp(i * step - left);
            double y = mode + deviation * (grown - 1 / grown) / 2;
            double weight = (grown + 1 / grown) * StrictMath.exp(logDensity(a, b, y) - top);
            weights[i] = weight;
            shares[i] = y < 0 ? StrictMath.exp(y) / (1 + StrictMath.exp(y)) : 1 / (1 + StrictMath.exp(-y));
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    public double of(DoubleUnaryOperator g) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * g.applyAsDouble(shares[i]);
        }
        return sum;
    }

    private static double reach(double a, double b, double mode, double deviation, double top) {
        double u = 1.5;
        while (u < 40 && logDensity(a, b, mode + deviation * StrictMath.sinh(u)) > top - FALL) {
            u += 0.25;
        }
        return u;
    }

    /// Of y, but for what is constant.
    private static double logDensity(double a, double b, double y) {
        double logP = y < 0 ? y - StrictMath.log1p(StrictMath.exp(y)) : -StrictMath.log1p(StrictMath.exp(-y));
        return a * logP + b * (logP - y);
    }
}
