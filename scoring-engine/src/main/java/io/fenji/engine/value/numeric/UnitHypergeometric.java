package io.fenji.engine.value.numeric;

/// The hypergeometric function ₂F₁(1, b; c; z) and its derivatives by b, c and z, for c > b > 0 and
/// 0 ≤ z < 1, by Gauss's continued fraction (DLMF 15.7.1). All that the Pareto/NBD model needs can be
/// brought to this shape (Euler's transformation, DLMF 15.8.1), where everything is positive and
/// nothing cancels.
///
/// The fraction is evaluated backwards from its limit. Its error shrinks by
/// ((1 − √(1−z)) / (1 + √(1−z))) a step, so a dozen steps do for the parameters that data give.
/// Not safe for threads: the last result is kept in fields so that nothing is allocated.
public final class UnitHypergeometric {

    private static final double LOG_PRECISION = -39;
    /// Enough for z up to 1 − 10⁻⁴; beyond, where no data put it, digits are lost.
    private static final int MOST_STEPS = 2_000;

    private double value;
    private double byB;
    private double byC;
    private double byZ;

    /// Evaluates; [#value()] and the derivatives are those of this point until the next call.
    public void at(double b, double c, double z) {
        double root = StrictMath.sqrt(1 - z);
        double shrink = (1 - root) / (1 + root);
        int steps = shrink <= 0
                ? 2
                : (int) StrictMath.min(MOST_STEPS, 4 + StrictMath.ceil(LOG_PRECISION / StrictMath.log(shrink)));
        double f = 2 / (1 + root);
        double fb = 0;
        double fc = 0;
        double fz = 0;
        for (int step = steps; step >= 1; step--) {
            int n = step / 2;
            double low = c - 2 + step;
            double scale = 1 / (low * (low + 1));
            double harmonic = scale * (2 * low + 1);
            double u;
            double ub;
            double uc;
            if ((step & 1) == 1) {
                double shifted = (c - 1 + n) * scale;
                u = (b + n) * shifted;
                ub = shifted;
                uc = (b + n) * scale - u * harmonic;
            } else {
                u = n * (c - 1 - b + n) * scale;
                ub = -n * scale;
                uc = n * scale - u * harmonic;
            }
            double next = 1 / (1 - u * z * f);
            double slope = next * next;
            fb = slope * z * (ub * f + u * fb);
            fc = slope * z * (uc * f + u * fc);
            fz = slope * u * (f + z * fz);
            f = next;
        }
        value = f;
        byB = fb;
        byC = fc;
        byZ = fz;
    }

    public double value() {
        return value;
    }

    public double byB() {
        return byB;
    }

    public double byC() {
        return byC;
    }

    public double byZ() {
        return byZ;
    }
}
