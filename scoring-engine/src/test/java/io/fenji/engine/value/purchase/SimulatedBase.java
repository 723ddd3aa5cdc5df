package io.fenji.engine.value.purchase;

import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;

/// Histories drawn from a model of known parameters, with the orders of some days more.
public final class SimulatedBase {

    public final int[] orders;
    public final int[] last;
    public final int[] age;
    public final boolean[] alive;
    public final int[] later;

    /// Draws.
    ///
    /// @param unit days in the unit of the parameters; large ones make days fine-grained
    public SimulatedBase(
            PurchaseModel model,
            double[] parameters,
            double unit,
            int size,
            int shortest,
            int longest,
            int laterDays,
            long seed) {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(seed));
        orders = new int[size];
        last = new int[size];
        age = new int[size];
        alive = new boolean[size];
        later = new int[size];
        for (int i = 0; i < size; i++) {
            age[i] = (int) Math.round(random.nextUniform(shortest, longest));
            double rate = Math.max(1e-9, random.nextGamma(parameters[0], 1 / parameters[1])) / unit;
            boolean pareto = model == PurchaseModel.PARETO_NBD;
            double life = pareto
                    ? random.nextExponential(1)
                            * unit
                            / Math.max(1e-9, random.nextGamma(parameters[2], 1 / parameters[3]))
                    : Double.POSITIVE_INFINITY;
            double leaving = pareto || model == PurchaseModel.NBD ? 0 : random.nextBeta(parameters[2], parameters[3]);
            boolean there = model != PurchaseModel.MBG_NBD || random.nextUniform(0, 1) >= leaving;
            alive[i] = there && life > age[i];
            double at = 0;
            while (there) {
                at += random.nextExponential(1) / rate;
                if (at > Math.min(life, age[i] + laterDays)) {
                    break;
                }
                there = random.nextUniform(0, 1) >= leaving;
                if (at <= age[i]) {
                    // Orders of one day count as one.
                    int day = (int) Math.min(age[i], Math.max(1, Math.round(at)));
                    orders[i] += day > last[i] ? 1 : 0;
                    last[i] = day;
                    alive[i] = there && life > age[i];
                } else {
                    later[i]++;
                }
            }
        }
    }

    public PurchaseGroups groups() {
        return PurchaseGroups.of(orders, last, age);
    }
}
