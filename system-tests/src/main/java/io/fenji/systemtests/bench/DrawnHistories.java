package io.fenji.systemtests.bench;

import io.fenji.engine.value.ValueColumns;
import java.util.SplittableRandom;

/// Histories drawn from a Pareto/NBD model, in whole days, with spend by a Gamma-Gamma model, and what comes in the
/// year after.
final class DrawnHistories {
    private static final double YEAR = 365;

    private final int[] orders;
    private final int[] last;
    private final int[] age;
    private final double[] spend;
    private final int[] spendOrders;
    private final double[] later;

    private DrawnHistories(int size) {
        orders = new int[size];
        last = new int[size];
        age = new int[size];
        spend = new double[size];
        spendOrders = new int[size];
        later = new double[size];
    }

    /// Draws.
    ///
    /// @param parameters r, α, s, β
    /// @param unit days in the unit of time of the parameters
    static DrawnHistories of(double[] parameters, double unit, int size, int shortest, int longest, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom future = new SplittableRandom(~seed);
        DrawnHistories drawn = new DrawnHistories(size);
        for (int i = 0; i < size; i++) {
            drawn.age[i] = random.nextInt(shortest, longest + 1);
            double rate = gamma(random, parameters[0]) / parameters[1] / unit;
            double life = random.nextExponential() / (gamma(random, parameters[2]) / parameters[3] / unit);
            double until = Math.min(life, drawn.age[i]);
            double at = random.nextExponential() / rate;
            for (; at <= until; at += random.nextExponential() / rate) {
                // Orders of one day count as one.
                int day = (int) Math.min(drawn.age[i], Math.max(1, Math.round(at)));
                drawn.orders[i] += day > drawn.last[i] ? 1 : 0;
                drawn.last[i] = day;
            }
            drawn.spendOrders[i] = drawn.orders[i] + 1;
            double spent = 15 * gamma(random, 6.0 * drawn.spendOrders[i]);
            double thrift = gamma(random, 3.7);
            drawn.spend[i] = spent / thrift / drawn.spendOrders[i];
            for (; at <= Math.min(life, drawn.age[i] + YEAR); at += future.nextExponential() / rate) {
                drawn.later[i] += 15 * gamma(future, 6) / thrift * Math.pow(1.1, -(at - drawn.age[i]) / YEAR);
            }
        }
        return drawn;
    }

    /// Spend of the 365 days after the history, discounted by a tenth a year.
    double later(int row) {
        return later[row];
    }

    int[] orders() {
        return orders;
    }

    int[] last() {
        return last;
    }

    int[] age() {
        return age;
    }

    ValueColumns columns() {
        return new ValueColumns(orders, last, age, spend, spendOrders);
    }

    /// Marsaglia and Tsang 2000; shapes below 1 by a power of a uniform number.
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return Math.max(1e-12, gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape));
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double v = Math.pow(1 + c * normal, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
