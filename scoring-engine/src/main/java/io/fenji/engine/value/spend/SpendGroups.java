package io.fenji.engine.value.spend;

import java.util.Arrays;

/// Mean spends by the number of orders that they are means of, in a fixed order.
public final class SpendGroups {

    /// Means above this are no spend of a customer.
    public static final double MOST = 1e15;

    /// Six standard deviations of the logarithms, by their median absolute deviation.
    private static final double REACH = 6 * 1.4826;
    /// A thousandfold: kinds of customers differ by less.
    private static final double LEAST_REACH = StrictMath.log(1_000);

    private final int[] orders;
    private final int[] starts;
    private final double[] means;

    private SpendGroups(int[] orders, int[] starts, double[] means) {
        this.orders = orders;
        this.starts = starts;
        this.means = means;
    }

    /// Groups columns; customers without orders or without a mean above 0 are left out, and outliers (beyond six robust
    /// standard deviations of the logarithms and a thousandfold of the median) count as the farthest that is none.
    public static SpendGroups of(double[] mean, int[] orders) {
        int[] valid = new int[mean.length];
        int count = 0;
        for (int i = 0; i < mean.length; i++) {
            if (valid(mean[i], orders[i])) {
                valid[count] = orders[i];
                count++;
            }
        }
        int[] distinct = Arrays.stream(valid, 0, count).sorted().distinct().toArray();
        int[] starts = new int[distinct.length + 1];
        for (int i = 0; i < count; i++) {
            starts[Arrays.binarySearch(distinct, valid[i]) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        double[] means = new double[count];
        for (int i = 0; i < mean.length; i++) {
            if (valid(mean[i], orders[i])) {
                int group = Arrays.binarySearch(distinct, orders[i]);
                means[next[group]] = mean[i];
                next[group]++;
            }
        }
        bound(means);
        for (int group = 0; group < distinct.length; group++) {
            Arrays.sort(means, starts[group], starts[group + 1]);
        }
        return new SpendGroups(distinct, starts, means);
    }

    /// One absurd amount would make the mean of all, and so what everyone is expected to spend: it counts as the
    /// farthest
    /// that is no outlier.
    private static void bound(double[] means) {
        double[] logs = Arrays.stream(means).map(StrictMath::log).sorted().toArray();
        if (logs.length == 0) {
            return;
        }
        double median = logs[logs.length / 2];
        double[] deviations = Arrays.stream(logs)
                .map(log -> StrictMath.abs(log - median))
                .sorted()
                .toArray();
        double reach = StrictMath.max(LEAST_REACH, REACH * deviations[deviations.length / 2]);
        if (deviations[deviations.length - 1] <= reach) {
            return;
        }
        double lowest = StrictMath.exp(median - reach);
        double highest = StrictMath.exp(median + reach);
        for (int i = 0; i < means.length; i++) {
            means[i] = StrictMath.min(highest, StrictMath.max(lowest, means[i]));
        }
    }

    public static boolean valid(double mean, int orders) {
        return orders > 0 && mean > 0 && mean <= MOST;
    }

    public int size() {
        return means.length;
    }

    public double mean(int customer) {
        return means[customer];
    }

    public int groups() {
        return orders.length;
    }

    /// Orders that the means of a group are means of.
    public int orders(int group) {
        return orders[group];
    }

    /// The first customer of a group; that of the next one ends it.
    public int start(int group) {
        return starts[group];
    }

    /// Mean over customers.
    double overall() {
        return Arrays.stream(means).average().orElse(0);
    }

    /// Correlation of the logarithms of mean and number; 0 where there is none.
    double correlation() {
        double n = means.length;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int group = 0; group < groups(); group++) {
            double logOrders = StrictMath.log(orders[group]);
            for (int i = starts[group]; i < starts[group + 1]; i++) {
                double logMean = StrictMath.log(means[i]);
                x += logOrders;
                y += logMean;
                xx += logOrders * logOrders;
                yy += logMean * logMean;
                xy += logOrders * logMean;
            }
        }
        double spread = (xx - x * x / n) * (yy - y * y / n);
        return spread > 1e-18 * n * n ? (xy - x * y / n) / StrictMath.sqrt(spread) : 0;
    }
}
