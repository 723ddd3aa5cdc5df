package io.fenji.engine.value;

import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.numeric.Matrices;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.purchase.PurchasePredictor;
import io.fenji.engine.value.spend.SpendGroups;
import io.fenji.engine.value.spend.SpendModel;
import java.util.Arrays;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;

/// Draws of what a customer will spend: parameters from their asymptotic distribution (normal logarithms),
/// then leaving, orders and spend by the models. Seeded, so that equal input gives equal output.
final class FutureDraws {

    private static final int DRAWS = 4_000;
    private static final int SEED = 20_260_101;
    private static final double MANY = 1e6;

    private final ValueCalibration calibration;
    private final double factor;
    private final RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(SEED));

    /// Draws of a calibration.
    ///
    /// @param factor of season and trend on the orders of the horizon
    FutureDraws(ValueCalibration calibration, double factor) {
        this.calibration = calibration;
        this.factor = factor;
    }

    LifetimeInterval interval(CustomerHistory history, double level) {
        double inside = StrictMath.min(0.999, StrictMath.max(0.5, level));
        Estimate purchase = calibration.purchase().estimate();
        Estimate spend = calibration.spend().estimate();
        double[][] purchaseFactor = factor(purchase);
        double[][] spendFactor = factor(spend);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = draw(history, drawn(purchase, purchaseFactor), drawn(spend, spendFactor));
        }
        Arrays.sort(draws);
        double tail = (1 - inside) / 2;
        return new LifetimeInterval(inside, at(draws, tail), at(draws, 0.5), at(draws, 1 - tail));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) StrictMath.round(share * (sorted.length - 1))];
    }

    private static double[][] factor(Estimate estimate) {
        double[][] covariance = estimate.logCovariance().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        return Matrices.cholesky(covariance).orElseGet(() -> new double[covariance.length][covariance.length]);
    }

    private double[] drawn(Estimate estimate, double[][] factor) {
        double[] normal = new double[factor.length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = random.nextNormal(0, 1);
        }
        double[] step = Matrices.times(factor, normal);
        double[] values = new double[step.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = estimate.value(i) * StrictMath.exp(StrictMath.min(3, StrictMath.max(-3, step[i])));
        }
        return values;
    }

    /// Discounted spend of one future.
    private double draw(CustomerHistory history, double[] purchase, double[] spend) {
        PurchaseModel model = calibration.purchase().model();
        double unit = calibration.purchase().unitDays();
        double horizon = calibration.settings().horizonDays() / unit;
        PurchasePredictor predictor = PurchasePredictor.of(model, purchase, unit);
        if (random.nextUniform(0, 1) >= predictor.alive(history.orders(), history.last(), history.age())) {
            return 0;
        }
        double age = history.age() / unit;
        boolean pooled = model == PurchaseModel.COHORT;
        double exposure = pooled ? purchase[1] : purchase[1] + age;
        double rate = gamma(pooled ? purchase[0] : purchase[0] + history.orders()) / exposure * factor;
        double stays = switch (model) {
            case PARETO_NBD ->
                StrictMath.min(
                        horizon,
                        random.nextExponential(1) / StrictMath.max(1e-12, gamma(purchase[2]) / (purchase[3] + age)));
            case MBG_NBD, BG_NBD, NBD, COHORT -> horizon;
        };
        double orders = poisson(rate * stays);
        if (model == PurchaseModel.MBG_NBD || model == PurchaseModel.BG_NBD) {
            double chances = history.orders() + (model == PurchaseModel.MBG_NBD ? 1 : 0);
            double until = ordersUntilLeaving(purchase[2], purchase[3] + chances);
            if (until <= orders) {
                // Of orders spread evenly over the horizon, the first ones.
                stays = horizon * until / (orders + 1);
                orders = until;
            }
        }
        return orders == 0 ? 0 : spent(history, spend, orders) * discount(stays * unit, orders);
    }

    /// The number of the order after which the customer leaves.
    private double ordersUntilLeaving(double a, double b) {
        double left = gamma(a);
        double stayed = gamma(b);
        double chance = StrictMath.max(1e-12, left / StrictMath.max(1e-300, left + stayed));
        return 1 + StrictMath.floor(-random.nextExponential(1) / StrictMath.log1p(-StrictMath.min(chance, 1 - 1e-12)));
    }

    private double spent(CustomerHistory history, double[] spend, double orders) {
        if (calibration.spend().model() != SpendModel.GAMMA_GAMMA) {
            return orders * calibration.spend().expected(history.meanSpend(), history.spendOrders());
        }
        boolean known = SpendGroups.valid(history.meanSpend(), history.spendOrders());
        int n = known ? history.spendOrders() : 0;
        double rate = gamma(spend[0] * n + spend[1]) / (spend[2] + (known ? n * history.meanSpend() : 0));
        return StrictMath.min(1e18, gamma(spend[0] * orders) / StrictMath.max(1e-18, rate));
    }

    /// Mean discount of orders spread over days; each draws its day as long as there are few.
    private double discount(double days, double orders) {
        double perDay = calibration.settings().dailyDiscount();
        double whole = perDay * days;
        if (orders > 20 || whole < 1e-9) {
            return whole < 1e-9 ? 1 : -StrictMath.expm1(-whole) / whole;
        }
        double sum = 0;
        for (int i = 0; i < orders; i++) {
            sum += StrictMath.exp(-whole * random.nextUniform(0, 1));
        }
        return sum / orders;
    }

    private double poisson(double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        return mean > MANY
                ? StrictMath.round(mean + StrictMath.sqrt(mean) * random.nextNormal(0, 1))
                : random.nextPoisson(mean);
    }

    private double gamma(double shape) {
        return shape > MANY
                ? shape + StrictMath.sqrt(shape) * random.nextNormal(0, 1)
                : random.nextGamma(StrictMath.max(1e-6, shape), 1);
    }
}
