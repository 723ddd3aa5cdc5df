package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.Objective;
import org.hipparchus.special.Gamma;

/// Gamma-Poisson: the log-likelihood of numbers of purchases in ages, nobody leaving.
final class NbdObjective implements Objective {

    private final PurchaseGroups groups;
    private final double unit;
    private final long[] customers;

    NbdObjective(PurchaseGroups groups, double unit) {
        this.groups = groups;
        this.unit = unit;
        customers = new long[groups.ages().size()];
        for (int group = 0; group < groups.groups(); group++) {
            customers[groups.agePair(group)] += groups.customers(group);
        }
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        double r = StrictMath.exp(logs[0]);
        double alpha = StrictMath.exp(logs[1]);
        double sum = 0;
        double byR = 0;
        double byAlpha = 0;
        Pairs ages = groups.ages();
        double logGamma = 0;
        double digamma = 0;
        for (int pair = 0; pair < customers.length; pair++) {
            int orders = ages.orders(pair);
            if (pair == 0 || orders != ages.orders(pair - 1)) {
                logGamma = Gamma.logGamma(r + orders) - Gamma.logGamma(r);
                digamma = Gamma.digamma(r + orders) - Gamma.digamma(r);
            }
            double whole = alpha + ages.days(pair) / unit;
            double log = StrictMath.log(whole);
            sum += customers[pair] * (logGamma + r * logs[1] - (r + orders) * log);
            byR += customers[pair] * (digamma + logs[1] - log);
            byAlpha += customers[pair] * (r / alpha - (r + orders) / whole);
        }
        gradient[0] = byR * r;
        gradient[1] = byAlpha * alpha;
        return sum;
    }
}
