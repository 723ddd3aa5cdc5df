package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.Objective;
import java.util.Arrays;

/// The log-likelihood of grouped histories with its analytic gradient: costly functions once a pair,
/// two cheap ones a group.
final class PurchaseObjective implements Objective {

    private static final int PARAMETERS = 4;

    private final PurchaseGroups groups;
    private final Terms terms;
    private final double unit;
    private final double[] staying;
    private final double[] byStaying;
    private final double[] leaving;
    private final double[] byLeaving;
    private final double[] weightOfStaying;
    private final double[] weightOfLeaving;

    /// Over groups.
    ///
    /// @param unit days in the unit of time of the parameters
    PurchaseObjective(PurchaseGroups groups, Terms terms, double unit) {
        this.groups = groups;
        this.terms = terms;
        this.unit = unit;
        staying = new double[groups.ages().size()];
        byStaying = new double[PARAMETERS * staying.length];
        weightOfStaying = new double[staying.length];
        leaving = new double[groups.lasts().size()];
        byLeaving = new double[PARAMETERS * leaving.length];
        weightOfLeaving = new double[leaving.length];
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        double[] parameters = Arrays.stream(logs).map(StrictMath::exp).toArray();
        terms.set(parameters);
        Pairs ages = groups.ages();
        for (int i = 0; i < staying.length; i++) {
            staying[i] = terms.staying(ages.orders(i), ages.days(i) / unit, byStaying, PARAMETERS * i);
        }
        Pairs lasts = groups.lasts();
        for (int i = 0; i < leaving.length; i++) {
            leaving[i] = terms.leaving(lasts.orders(i), lasts.days(i) / unit, byLeaving, PARAMETERS * i);
        }
        Arrays.fill(weightOfStaying, 0);
        Arrays.fill(weightOfLeaving, 0);
        double sum = sumOfGroups();
        double[] natural = new double[PARAMETERS];
        sum += sumOfCommon(natural);
        add(natural, weightOfStaying, byStaying);
        add(natural, weightOfLeaving, byLeaving);
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] = natural[i] * parameters[i];
        }
        return sum;
    }

    private double sumOfGroups() {
        double sum = 0;
        for (int group = 0; group < groups.groups(); group++) {
            int age = groups.agePair(group);
            int last = groups.lastPair(group);
            int customers = groups.customers(group);
            double odds = StrictMath.exp(-StrictMath.abs(leaving[last] - staying[age]));
            double share = odds / (1 + odds);
            double top = StrictMath.max(leaving[last], staying[age]);
            sum += customers * (top + StrictMath.log1p(odds));
            double left = leaving[last] > staying[age] ? 1 - share : share;
            weightOfStaying[age] += customers * (1 - left);
            weightOfLeaving[last] += customers * left;
        }
        return sum;
    }

    /// Groups lie in the order of their numbers of purchases.
    private double sumOfCommon(double[] natural) {
        double sum = 0;
        double[] by = new double[PARAMETERS];
        int group = 0;
        while (group < groups.groups()) {
            int orders = groups.orders(group);
            long customers = 0;
            while (group < groups.groups() && groups.orders(group) == orders) {
                customers += groups.customers(group);
                group++;
            }
            sum += customers * terms.common(orders, by, 0);
            for (int i = 0; i < PARAMETERS; i++) {
                natural[i] += customers * by[i];
            }
        }
        return sum;
    }

    private static void add(double[] natural, double[] weights, double[] by) {
        for (int pair = 0; pair < weights.length; pair++) {
            for (int i = 0; i < PARAMETERS; i++) {
                natural[i] += weights[pair] * by[PARAMETERS * pair + i];
            }
        }
    }
}
