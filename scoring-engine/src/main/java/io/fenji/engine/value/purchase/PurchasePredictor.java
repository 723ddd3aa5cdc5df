package io.fenji.engine.value.purchase;

import io.fenji.engine.value.numeric.BetaExpectation;
import java.util.Locale;

/// Predictions of a fitted purchase model for a customer with a history. What a history says about the
/// future is P(alive | x, t_x, T) times the [Future] of (x, T). Days. Not safe for threads.
public final class PurchasePredictor {

    private final PurchaseModel model;
    private final double[] parameters;
    private final double unit;
    private final double[] unused = new double[4];
    private final Terms terms;

    private PurchasePredictor(PurchaseModel model, double[] parameters, double unit) {
        this.model = model;
        this.parameters = parameters;
        this.unit = unit;
        terms = switch (model) {
            case PARETO_NBD -> new ParetoTerms();
            case MBG_NBD, NBD, COHORT -> new BetaGeometricTerms(true);
            case BG_NBD -> new BetaGeometricTerms(false);
        };
        if (leaves()) {
            terms.set(parameters);
        }
    }

    public static PurchasePredictor of(PurchaseFit fit) {
        return of(
                fit.model(),
                fit.estimate().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                fit.unitDays());
    }

    /// Of known parameters.
    ///
    /// @param unitDays days in the unit of time of the parameters
    public static PurchasePredictor of(PurchaseModel model, double[] parameters, double unitDays) {
        if (parameters.length != model.parameters().size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %d parameters",
                    model,
                    model.parameters().size()));
        }
        return new PurchasePredictor(model, parameters.clone(), unitDays);
    }

    /// Whether customers can leave in this model. Where they cannot, alive is who will purchase in the
    /// next year.
    public boolean leaves() {
        return model != PurchaseModel.NBD && model != PurchaseModel.COHORT;
    }

    /// P(alive at T).
    public double alive(int orders, int last, int age) {
        return leaves() ? alive(stayingTerm(orders, age), aliveTerm(orders, age), leavingTerm(orders, last)) : 1;
    }

    /// P(alive) of the terms below.
    public static double alive(double staying, double alive, double leaving) {
        double top = StrictMath.max(staying, leaving);
        return Shares.bounded(
                StrictMath.exp(alive - top) / (StrictMath.exp(staying - top) + StrictMath.exp(leaving - top)));
    }

    /// Logarithm of the part of the likelihood of who was there until T; it depends on x and T.
    public double stayingTerm(int orders, int age) {
        return leaves() ? terms.staying(orders, age / unit, unused, 0) : 0;
    }

    /// Logarithm of the part of it of who is still there at T: all, but for the Pareto/NBD, where who left
    /// after T is no different from who did not.
    public double aliveTerm(int orders, int age) {
        if (model != PurchaseModel.PARETO_NBD) {
            return stayingTerm(orders, age);
        }
        return -(parameters[0] + orders) * StrictMath.log(parameters[1] + age / unit)
                - parameters[2] * StrictMath.log(parameters[3] + age / unit);
    }

    /// Logarithm of the part of who has left before T; it depends on x and t_x.
    public double leavingTerm(int orders, int last) {
        return leaves() ? terms.leaving(orders, last / unit, unused, 0) : Double.NEGATIVE_INFINITY;
    }

    /// What is to come, given alive at T.
    public Future future(int orders, int age) {
        double rate = parameters[0] + orders;
        double exposure = parameters[1] + age / unit;
        return switch (model) {
            case PARETO_NBD -> new ParetoFuture(rate, exposure, parameters[2], parameters[3] + age / unit, unit);
            case MBG_NBD -> betaGeometric(rate, exposure, parameters[3] + orders + 1);
            case BG_NBD -> betaGeometric(rate, exposure, parameters[3] + orders);
            case NBD -> new PoissonFuture(rate, exposure, unit);
            case COHORT -> new PoissonFuture(parameters[0], parameters[1], unit);
        };
    }

    /// Expected purchases in the next days.
    public double expectedOrders(int orders, int last, int age, double days) {
        return alive(orders, last, age) * future(orders, age).expectedOrders(days);
    }

    /// Purchases that someone of whom nothing is known yet makes after the first one, in so many days.
    public double expectedOrdersOfNew(double days) {
        return alive(0, 0, 0) * future(0, 0).expectedOrders(days);
    }

    private Future betaGeometric(double rate, double exposure, double stays) {
        return new BetaGeometricFuture(rate, exposure, new BetaExpectation(parameters[2], stays), unit);
    }
}
