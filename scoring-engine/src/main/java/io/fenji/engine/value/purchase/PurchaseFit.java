package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.numeric.Likelihood;
import io.fenji.engine.value.numeric.Objective;
import java.util.List;

/// A purchase model fitted to histories. Rates are per unit of time.
///
/// @param unitDays days in the unit of time: 7, the weeks of the literature
public record PurchaseFit(PurchaseModel model, int unitDays, Estimate estimate) {

    public static final int WEEK = 7;

    /// Groups above this are first fitted by a sample, from which the whole takes a few steps.
    private static final int SAMPLED = 20_000;

    /// Fits by maximum likelihood, in weeks; the estimate says whether it converged.
    public static PurchaseFit of(PurchaseModel model, PurchaseGroups groups) {
        return new PurchaseFit(model, WEEK, model == PurchaseModel.COHORT ? pooled(groups) : estimate(model, groups));
    }

    private static Estimate estimate(PurchaseModel model, PurchaseGroups groups) {
        Objective objective = objective(model, groups);
        int every = groups.groups() / SAMPLED;
        List<double[]> starts = starts(model, groups);
        if (every >= 2) {
            Estimate near = Likelihood.maximise(model.parameters(), objective(model, groups.sample(every)), starts);
            if (near.converged()) {
                return Likelihood.refine(model.parameters(), objective, near, 1.0 / every, starts.size());
            }
        }
        return Likelihood.maximise(model.parameters(), objective, starts);
    }

    private static Objective objective(PurchaseModel model, PurchaseGroups groups) {
        return switch (model) {
            case PARETO_NBD -> new PurchaseObjective(groups, new ParetoTerms(), WEEK);
            case MBG_NBD -> new PurchaseObjective(groups, new BetaGeometricTerms(true), WEEK);
            case BG_NBD -> new PurchaseObjective(groups, new BetaGeometricTerms(false), WEEK);
            case NBD, COHORT -> new NbdObjective(groups, WEEK);
        };
    }

    /// From where the rate of the data is met with little, some and much difference between customers.
    private static List<double[]> starts(PurchaseModel model, PurchaseGroups groups) {
        double orders = 0.5;
        double exposure = 1;
        double ages = 1;
        for (int group = 0; group < groups.groups(); group++) {
            orders += (double) groups.customers(group) * groups.orders(group);
            exposure += groups.customers(group) * (double) groups.age(group) / WEEK;
            ages += groups.customers(group);
        }
        double rate = StrictMath.min(7, StrictMath.max(1e-4, orders / exposure));
        double age = StrictMath.max(1, exposure / ages);
        return switch (model) {
            case PARETO_NBD ->
                List.of(
                        new double[] {0.5, 0.4 / rate, 0.5, age / 3},
                        new double[] {1, 0.5 / rate, 1, 2 * age},
                        new double[] {2, 1 / rate, 0.3, age / 10});
            case MBG_NBD, BG_NBD ->
                List.of(new double[] {0.5, 0.3 / rate, 1, 3}, new double[] {1, 0.5 / rate, 0.5, 5}, new double[] {
                    2, 1 / rate, 2, 2
                });
            case NBD, COHORT -> List.of(new double[] {0.5, 0.5 / rate}, new double[] {2, 2 / rate});
        };
    }

    /// Orders and weeks of everyone, with half an order in half a year for certain, so that a base
    /// of nobody has a rate, too.
    private static Estimate pooled(PurchaseGroups groups) {
        double orders = 0.5;
        double exposure = 26;
        for (int group = 0; group < groups.groups(); group++) {
            orders += (double) groups.customers(group) * groups.orders(group);
            exposure += groups.customers(group) * (double) groups.age(group) / WEEK;
        }
        return new Estimate(
                PurchaseModel.COHORT.parameters(),
                List.of(orders, exposure),
                List.of(StrictMath.sqrt(orders), 0.0),
                List.of(List.of(1 / orders, 0.0), List.of(0.0, 0.0)),
                orders * StrictMath.log(orders / exposure) - orders,
                true,
                0,
                0);
    }
}
