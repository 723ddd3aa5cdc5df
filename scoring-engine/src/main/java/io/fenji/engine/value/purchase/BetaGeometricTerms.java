package io.fenji.engine.value.purchase;

import org.hipparchus.special.Gamma;

/// BG/NBD (Fader, Hardie and Lee 2005, equation 6) and MBG/NBD (Batislam, Denizel and Filiztekin 2007).
/// Parameters r, α of the rate, a, b of the chance to leave after a purchase.
final class BetaGeometricTerms implements Terms {

    /// Chances to stay besides those after repeat purchases: one after the first purchase in the MBG/NBD.
    private final int extra;

    private double r;
    private double alpha;
    private double a;
    private double b;

    BetaGeometricTerms(boolean mayLeaveAtOnce) {
        extra = mayLeaveAtOnce ? 1 : 0;
    }

    @Override
    public void set(double[] parameters) {
        r = parameters[0];
        alpha = parameters[1];
        a = parameters[2];
        b = parameters[3];
    }

    @Override
    public double common(int orders, double[] by, int at) {
        double chances = (double) orders + extra;
        double digammaAll = Gamma.digamma(a + b + chances) - Gamma.digamma(a + b);
        by[at] = Gamma.digamma(r + orders) - Gamma.digamma(r) + StrictMath.log(alpha);
        by[at + 1] = r / alpha;
        by[at + 2] = -digammaAll;
        by[at + 3] = Gamma.digamma(b + chances) - Gamma.digamma(b) - digammaAll;
        return Gamma.logGamma(r + orders)
                - Gamma.logGamma(r)
                + r * StrictMath.log(alpha)
                + Gamma.logGamma(b + chances)
                - Gamma.logGamma(b)
                - Gamma.logGamma(a + b + chances)
                + Gamma.logGamma(a + b);
    }

    @Override
    public double staying(int orders, double age, double[] by, int at) {
        double log = StrictMath.log(alpha + age);
        by[at] = -log;
        by[at + 1] = -(r + orders) / (alpha + age);
        by[at + 2] = 0;
        by[at + 3] = 0;
        return -(r + orders) * log;
    }

    @Override
    public double leaving(int orders, double last, double[] by, int at) {
        if (orders + extra == 0) {
            by[at] = 0;
            by[at + 1] = 0;
            by[at + 2] = 0;
            by[at + 3] = 0;
            return Double.NEGATIVE_INFINITY;
        }
        double log = StrictMath.log(alpha + last);
        double stays = b + orders + extra - 1;
        by[at] = -log;
        by[at + 1] = -(r + orders) / (alpha + last);
        by[at + 2] = 1 / a;
        by[at + 3] = -1 / stays;
        return StrictMath.log(a / stays) - (r + orders) * log;
    }
}
