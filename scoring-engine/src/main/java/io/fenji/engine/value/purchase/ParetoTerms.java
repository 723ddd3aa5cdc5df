package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.UnitHypergeometric;
import org.hipparchus.special.Gamma;

/// Pareto/NBD (Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2005, "A Note on Deriving the
/// Pareto/NBD Model", equations 18 to 21). Parameters r, α of the rate, s, β of the rate of leaving.
///
/// Their likelihood is a difference of two hypergeometric functions. Integrating by parts makes it a
/// sum of two positive integrals of one kind,
/// G(t; p, q) = ∫ₜ^∞ (α+τ)^−p (β+τ)^−q dτ:
/// leaving s·G(t_x; r+x, s+1), staying (r+x)·G(T; r+x+1, s).
final class ParetoTerms implements Terms {

    private final UnitHypergeometric f = new UnitHypergeometric();
    private double r;
    private double alpha;
    private double s;
    private double beta;

    @Override
    public void set(double[] parameters) {
        r = parameters[0];
        alpha = parameters[1];
        s = parameters[2];
        beta = parameters[3];
    }

    @Override
    public double common(int orders, double[] by, int at) {
        by[at] = Gamma.digamma(r + orders) - Gamma.digamma(r) + StrictMath.log(alpha);
        by[at + 1] = r / alpha;
        by[at + 2] = StrictMath.log(beta);
        by[at + 3] = s / beta;
        return Gamma.logGamma(r + orders) - Gamma.logGamma(r) + r * StrictMath.log(alpha) + s * StrictMath.log(beta);
    }

    @Override
    public double staying(int orders, double age, double[] by, int at) {
        double log = logG(age, r + orders + 1, s, by, at);
        by[at] += 1 / (r + orders);
        return log + StrictMath.log(r + orders);
    }

    @Override
    public double leaving(int orders, double last, double[] by, int at) {
        double log = logG(last, r + orders, s + 1, by, at);
        by[at + 2] += 1 / s;
        return log + StrictMath.log(s);
    }

    /// ln G(t; p, q) = −p ln(α+t) − (q−1) ln(β+t) − ln m + ln ₂F₁(1, p; m+1; (α−β)/(α+t)), m = p+q−1,
    /// for α ≥ β; the other way round, the two change places.
    private double logG(double t, double p, double q, double[] by, int at) {
        if (alpha >= beta) {
            return ordered(alpha, beta, t, p, q, by, at, at + 1, at + 2, at + 3);
        }
        return ordered(beta, alpha, t, q, p, by, at + 2, at + 3, at, at + 1);
    }

    private double ordered(
            double larger,
            double smaller,
            double t,
            double p,
            double q,
            double[] by,
            int atP,
            int atLarger,
            int atQ,
            int atSmaller) {
        double high = larger + t;
        double low = smaller + t;
        double m = p + q - 1;
        double z = StrictMath.min((larger - smaller) / high, 1 - 1e-12);
        f.at(p, m + 1, z);
        double logHigh = StrictMath.log(high);
        double logLow = StrictMath.log(low);
        double byC = f.byC() / f.value();
        double byZ = f.byZ() / f.value();
        by[atP] = -logHigh - 1 / m + f.byB() / f.value() + byC;
        by[atQ] = -logLow - 1 / m + byC;
        by[atLarger] = -p / high + byZ * (1 - z) / high;
        by[atSmaller] = (1 - q) / low - byZ / high;
        return -p * logHigh + (1 - q) * logLow - StrictMath.log(m) + StrictMath.log(f.value());
    }
}
