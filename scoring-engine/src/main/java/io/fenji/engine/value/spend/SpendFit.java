package io.fenji.engine.value.spend;

import io.fenji.engine.value.numeric.Digits;
import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.numeric.Likelihood;
import java.util.ArrayList;
import java.util.List;

/// What an order brings, fitted to mean spends.
///
/// @param estimate of p, q, γ; not converged and without use unless the model is Gamma-Gamma
/// @param overallMean mean over customers, of whoever's spend is known
/// @param classMeans mean over customers with 1, 2–3, 4–6 and 7 or more orders; the overall mean where there are none
/// @param priorOrders orders that a class mean weighs as much as
/// @param correlation of spend and frequency (logarithms)
/// @param customers with spend
public record SpendFit(
        SpendModel model,
        Estimate estimate,
        double overallMean,
        List<Double> classMeans,
        double priorOrders,
        double correlation,
        int customers) {

    public static final int CLASSES = 4;

    /// Beyond, spend depends on frequency too much for the Gamma-Gamma model. 0.1 in the CDNOW sample.
    public static final double MOST_CORRELATION = 0.3;

    /// By such a share the mean of the Gamma-Gamma model may differ from that of the data. 0.003 in the CDNOW sample.
    private static final double FARTHEST = 0.2;

    /// Fewer have no model of three parameters.
    public static final int FEWEST = 30;

    public SpendFit {
        classMeans = List.copyOf(classMeans);
    }

    /// The highest rung that the data carry.
    public static SpendFit of(SpendGroups groups) {
        double correlation = Digits.twelve(groups.correlation());
        Estimate estimate =
                groups.size() < FEWEST || StrictMath.abs(correlation) > MOST_CORRELATION ? none() : gammaGamma(groups);
        // Without q > 1 the spend of a customer of whom nothing is known has no mean.
        boolean sound = estimate.converged() && estimate.value(1) > 1.01 && meets(estimate, groups.overall());
        SpendModel model =
                sound ? SpendModel.GAMMA_GAMMA : groups.size() > 0 ? SpendModel.CLASS_MEANS : SpendModel.NONE;
        return new SpendFit(
                model,
                estimate,
                Digits.twelve(groups.overall()),
                classMeans(groups),
                Digits.twelve(priorOrders(groups)),
                correlation,
                groups.size());
    }

    /// Maximum likelihood of p, q and γ.
    public static Estimate gammaGamma(SpendGroups groups) {
        if (groups.size() == 0) {
            return none();
        }
        double scale = groups.overall();
        Estimate estimate = Likelihood.maximise(
                SpendModel.PARAMETERS,
                new GammaGammaObjective(groups, scale),
                List.of(new double[] {4, 4, 0.75}, new double[] {1, 3, 2}, new double[] {20, 2, 0.05}));
        List<Double> values = scaled(estimate.values(), scale);
        return new Estimate(
                estimate.names(),
                values,
                scaled(estimate.standardErrors(), scale),
                estimate.logCovariance(),
                Digits.twelve(estimate.logLikelihood() - groups.size() * StrictMath.log(scale)),
                estimate.converged(),
                estimate.steps(),
                estimate.starts());
    }

    /// The class of a number of orders.
    public static int classOf(int orders) {
        return orders >= 7 ? 3 : orders >= 4 ? 2 : orders >= 2 ? 1 : 0;
    }

    /// Expected spend of an order of a customer.
    ///
    /// @param mean of the customer's orders; without meaning when there are none or it is not above 0
    public double expected(double mean, int orders) {
        boolean known = SpendGroups.valid(mean, orders);
        return switch (model) {
            case GAMMA_GAMMA -> {
                double p = estimate.value(0);
                double q = estimate.value(1);
                yield known
                        ? p * (estimate.value(2) + orders * mean) / (p * orders + q - 1)
                        : p * estimate.value(2) / (q - 1);
            }
            case CLASS_MEANS ->
                known
                        ? (orders * mean + priorOrders * classMeans.get(classOf(orders))) / (orders + priorOrders)
                        : overallMean;
            case NONE -> 0;
        };
    }

    /// Whether the mean of the model is that of the data. With q near 1 it hangs on a tail that no data show, and
    /// whoever
    /// has ordered once would be worth more than most.
    private static boolean meets(Estimate estimate, double mean) {
        double ratio = estimate.value(0) * estimate.value(2) / (estimate.value(1) - 1) / mean;
        return ratio < 1 + FARTHEST && ratio > 1 - FARTHEST;
    }

    private static List<Double> classMeans(SpendGroups groups) {
        double[] sums = new double[CLASSES];
        double[] counts = new double[CLASSES];
        for (int group = 0; group < groups.groups(); group++) {
            int at = classOf(groups.orders(group));
            for (int i = groups.start(group); i < groups.start(group + 1); i++) {
                sums[at] += groups.mean(i);
                counts[at]++;
            }
        }
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            means.add(Digits.twelve(counts[i] > 0 ? sums[i] / counts[i] : groups.overall()));
        }
        return means;
    }

    /// σ²/τ², where (mean − overall)² has the expectation τ² + σ²/n: least squares over customers.
    private static double priorOrders(SpendGroups groups) {
        double overall = groups.overall();
        double count = groups.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int group = 0; group < groups.groups(); group++) {
            double inverse = 1.0 / groups.orders(group);
            for (int i = groups.start(group); i < groups.start(group + 1); i++) {
                double deviation = groups.mean(i) / overall - 1;
                double square = deviation * deviation;
                x += inverse;
                y += square;
                xx += inverse * inverse;
                xy += inverse * square;
            }
        }
        double slope = (xy - x * y / count) / (xx - x * x / count);
        double intercept = (y - slope * x) / count;
        double ratio = slope / intercept;
        return ratio >= 0.1 && ratio <= 20 ? ratio : 2;
    }

    private static List<Double> scaled(List<Double> values, double scale) {
        return List.of(values.get(0), values.get(1), Digits.twelve(values.get(2) * scale));
    }

    private static Estimate none() {
        List<Double> zeros = List.of(0.0, 0.0, 0.0);
        return new Estimate(SpendModel.PARAMETERS, zeros, zeros, List.of(zeros, zeros, zeros), 0, false, 0, 0);
    }
}
