package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.Objective;
import org.hipparchus.special.Gamma;

/// Gamma-Poisson: the log-likelihood of numbers of purchases in ages, nobody leaving.
final class NbdObjective implements Objective {

    private final PurchaseGroups groups;
    private final double unit;

    NbdObjective(PurchaseGroups groups, double unit) {
        this.groups = groups;
        this.unit = unit;
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        double r = StrictMath.exp(logs[0]);
        double alpha = StrictMath.exp(logs[1]);
        double sum = 0;
        double byR = 0;
        double byAlpha = 0;
        for (int group = 0; group < groups.groups(); group++) {
            int orders = groups.orders(group);
            int customers = groups.customers(group);
            double whole = alpha + groups.age(group) / unit;
            double log = StrictMath.log(alpha / whole);
            sum += customers
                    * (Gamma.logGamma(r + orders)
                            - Gamma.logGamma(r)
                            + r * log
                            - orders * StrictMath.log(whole));
            byR += customers * (Gamma.digamma(r + orders) - Gamma.digamma(r) + log);
            byAlpha += customers * (r / alpha - (r + orders) / whole);
        }
        gradient[0] = byR * r;
        gradient[1] = byAlpha * alpha;
        return sum;
    }
}
