package io.fenji.engine.value.spend;

import io.fenji.engine.value.numeric.Objective;
import org.hipparchus.special.Gamma;

/// The Gamma-Gamma log-likelihood with its analytic gradient (Fader and Hardie 2013, equation 1a):
/// Γ(pn+q) / (Γ(pn) Γ(q)) · γ^q m^(pn−1) n^(pn) / (γ+nm)^(pn+q), spends divided by their mean.
final class GammaGammaObjective implements Objective {

    private final SpendGroups groups;
    private final double[] logSums;
    private final double scale;

    GammaGammaObjective(SpendGroups groups, double scale) {
        this.groups = groups;
        this.scale = scale;
        logSums = new double[groups.groups()];
        for (int group = 0; group < logSums.length; group++) {
            for (int i = groups.start(group); i < groups.start(group + 1); i++) {
                logSums[group] += StrictMath.log(groups.mean(i) / scale);
            }
        }
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        double p = StrictMath.exp(logs[0]);
        double q = StrictMath.exp(logs[1]);
        double gamma = StrictMath.exp(logs[2]);
        double sum = 0;
        double byP = 0;
        double byQ = 0;
        double byGamma = 0;
        for (int group = 0; group < logSums.length; group++) {
            double n = groups.orders(group);
            double customers = groups.start(group + 1) - groups.start(group);
            double logWhole = 0;
            double inverse = 0;
            for (int i = groups.start(group); i < groups.start(group + 1); i++) {
                double whole = gamma + n * groups.mean(i) / scale;
                logWhole += StrictMath.log(whole);
                inverse += 1 / whole;
            }
            double digamma = Gamma.digamma(p * n + q);
            sum += customers
                            * (Gamma.logGamma(p * n + q)
                                    - Gamma.logGamma(p * n)
                                    - Gamma.logGamma(q)
                                    + q * logs[2]
                                    + p * n * StrictMath.log(n))
                    + (p * n - 1) * logSums[group]
                    - (p * n + q) * logWhole;
            byP += n * (customers * (digamma - Gamma.digamma(p * n) + StrictMath.log(n)) + logSums[group] - logWhole);
            byQ += customers * (digamma - Gamma.digamma(q) + logs[2]) - logWhole;
            byGamma += customers * q / gamma - (p * n + q) * inverse;
        }
        gradient[0] = byP * p;
        gradient[1] = byQ * q;
        gradient[2] = byGamma * gamma;
        return sum;
    }
}
