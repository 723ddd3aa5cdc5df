package io.fenji.engine.value;

import io.fenji.engine.value.purchase.Future;
import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.purchase.PurchasePredictor;
import io.fenji.engine.value.spend.SpendFit;
import java.time.LocalDate;

/// Predictions from a calibration: for one customer, for a base, and what they rest on. Every history has
/// an answer, and every number is finite. Cheap to make; not safe for threads.
public final class ValuePredictor {

    /// Days over which remaining lifetimes are counted.
    public static final int LIFETIME_DAYS = 3_650;

    /// Days without an order that make churn.
    public static final int CHURN_DAYS = 90;

    private static final double MOST_VALUE = 1e18;

    // What of the numbers of a pair lies where.
    private static final int STAYING = 0;
    private static final int ALIVE = 1;
    private static final int ORDERS_30 = 2;
    private static final int ORDERS_90 = 3;
    private static final int ORDERS_365 = 4;
    private static final int BUYS_90 = 5;
    private static final int DISCOUNTED = 6;
    private static final int LIFETIME = 7;
    private static final int BUYS_365 = 8;
    private static final int WIDTH = 9;

    private final PurchasePredictor purchases;
    private final SpendFit spend;
    private final ValueSettings settings;
    private final double[] knots;
    private final double factor30;
    private final double factor90;
    private final double factor365;
    private final double factorOfHorizon;

    private ValuePredictor(
            PurchaseFit purchase,
            SpendFit spend,
            ValueSettings settings,
            Ranks ranks,
            Seasonality seasonality,
            LocalDate today) {
        this.purchases = PurchasePredictor.of(purchase);
        this.spend = spend;
        this.settings = settings;
        knots = ranks.knots();
        factor30 = seasonality.factor(today, 30);
        factor90 = seasonality.factor(today, CHURN_DAYS);
        factor365 = seasonality.factor(today, 365);
        factorOfHorizon = seasonality.factor(today, settings.horizonDays());
    }

    /// For a day, with the season that the calibration states.
    public static ValuePredictor of(ValueCalibration calibration, LocalDate today) {
        return new ValuePredictor(
                calibration.purchase(),
                calibration.spend(),
                calibration.settings(),
                calibration.ranks(),
                calibration.seasonality(),
                today);
    }

    /// Before anything is known of ranks, and without a season.
    static ValuePredictor of(PurchaseFit purchase, SpendFit spend, ValueSettings settings) {
        return new ValuePredictor(
                purchase, spend, settings, Ranks.of(new double[0]), Seasonality.NONE, LocalDate.EPOCH);
    }

    /// All values of one customer.
    public CustomerValue predict(CustomerHistory history) {
        CustomerHistory possible = history.possible();
        double[] pair = new double[WIDTH];
        fill(possible.orders(), possible.age(), pair, 0);
        double[] values = new double[ValueMetric.values().length];
        double leaving = purchases.leavingTerm(possible.orders(), possible.last());
        values(possible, pair, 0, leaving, values);
        return CustomerValue.of(values, history.problem());
    }

    /// All values of a base. What depends on few different numbers is computed once each.
    ///
    /// @throws IllegalArgumentException when the table has another size
    public void predictAll(ValueColumns base, ValueTable table) {
        if (base.size() != table.size()) {
            throw new IllegalArgumentException("%d rows for %d".formatted(table.size(), base.size()));
        }
        PairCache futures = new PairCache(WIDTH);
        PairCache leavings = new PairCache(1);
        double[] values = new double[ValueMetric.values().length];
        for (int row = 0; row < base.size(); row++) {
            CustomerHistory history = base.row(row);
            CustomerHistory possible = history.possible();
            int future = futures.find(possible.orders(), possible.age());
            if (future < 0) {
                future = futures.add(possible.orders(), possible.age());
                fill(possible.orders(), possible.age(), futures.numbers(), future);
            }
            int leaving = leavings.find(possible.orders(), possible.last());
            if (leaving < 0) {
                leaving = leavings.add(possible.orders(), possible.last());
                leavings.numbers()[leaving] = purchases.leavingTerm(possible.orders(), possible.last());
            }
            values(possible, futures.numbers(), future, leavings.numbers()[leaving], values);
            table.set(row, values, history.problem());
        }
    }

    /// What the numbers of a customer rest on, and how they would move with one more order today.
    public ValueExplanation explain(ValueCalibration calibration, CustomerHistory history) {
        CustomerHistory possible = history.possible();
        CustomerValue now = predict(history);
        CustomerValue then = predict(possible.withOneMore(now.spendPerOrder()));
        return ValueExplanation.of(calibration, possible, now, then);
    }

    /// An interval that the discounted spend of the customer over the horizon lies in with this
    /// probability, by simulation: parameters as uncertain as the calibration has them, leaving, orders and
    /// their spend by chance. The same input gives the same interval. Milliseconds: on request, not in batches.
    public LifetimeInterval interval(ValueCalibration calibration, CustomerHistory history, double level) {
        return new FutureDraws(calibration, factorOfHorizon).interval(history.possible(), level);
    }

    private void fill(int orders, int age, double[] numbers, int at) {
        Future future = purchases.future(orders, age);
        numbers[at + STAYING] = purchases.stayingTerm(orders, age);
        numbers[at + ALIVE] = purchases.aliveTerm(orders, age);
        numbers[at + ORDERS_30] = future.expectedOrders(30) * factor30;
        numbers[at + ORDERS_90] = future.expectedOrders(90) * factor90;
        double year = future.expectedOrders(365);
        numbers[at + ORDERS_365] = year * factor365;
        numbers[at + BUYS_90] = 1 - future.noOrder(CHURN_DAYS * factor90);
        int horizon = settings.horizonDays();
        double expected = horizon == 365 ? year : future.expectedOrders(horizon);
        numbers[at + DISCOUNTED] = future.discountedOrders(horizon, expected, settings.dailyDiscount());
        numbers[at + LIFETIME] = future.expectedLifetime(LIFETIME_DAYS);
        numbers[at + BUYS_365] = purchases.leaves() ? 0 : 1 - future.noOrder(365 * factor365);
    }

    private void values(CustomerHistory history, double[] pair, int at, double leaving, double[] values) {
        double alive = purchases.leaves() ? PurchasePredictor.alive(pair[at + STAYING], pair[at + ALIVE], leaving) : 1;
        double perOrder = finite(spend.expected(history.meanSpend(), history.spendOrders()));
        double unadjusted = finite(perOrder * alive * pair[at + DISCOUNTED]);
        values[ValueMetric.ALIVE_PROBABILITY.place()] = purchases.leaves() ? alive : pair[at + BUYS_365];
        values[ValueMetric.EXPECTED_ORDERS_30.place()] = alive * pair[at + ORDERS_30];
        values[ValueMetric.EXPECTED_ORDERS_90.place()] = alive * pair[at + ORDERS_90];
        values[ValueMetric.EXPECTED_ORDERS_365.place()] = alive * pair[at + ORDERS_365];
        values[ValueMetric.CHURN_RISK.place()] = 1 - alive * pair[at + BUYS_90];
        values[ValueMetric.SPEND_PER_ORDER.place()] = perOrder;
        values[ValueMetric.LIFETIME_VALUE.place()] = finite(unadjusted * factorOfHorizon);
        values[ValueMetric.RESIDUAL_DAYS.place()] = alive * pair[at + LIFETIME];
        // The season of a day is that of everyone: ranks are without it.
        values[ValueMetric.PERCENTILE.place()] = Ranks.percentile(knots, unadjusted);
    }

    static double finite(double amount) {
        return StrictMath.min(MOST_VALUE, StrictMath.max(0, amount));
    }
}
