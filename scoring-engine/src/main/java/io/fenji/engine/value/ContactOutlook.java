package io.fenji.engine.value;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.value.purchase.Future;
import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.purchase.PurchasePredictor;
import io.fenji.engine.value.quality.ContactCosts;
import java.time.LocalDate;
import java.util.OptionalInt;

/// From which day on contacting customers pays if they stay silent, found by looking at each day ahead: the risk rises
/// and the value falls, so contact may pay for some days only, and a season moves both. By numbers of four places, as
/// the metrics will have on that day. What hangs on few different pairs is kept from customer to customer. Not safe
/// for threads.
public final class ContactOutlook {

    // What of the numbers of a pair lies where.
    private static final int STAYING = 0;
    private static final int ALIVE = 1;
    private static final int DISCOUNTED = 2;
    private static final int WIDTH = 3;

    private final ValueCalibration calibration;
    private final PurchasePredictor purchases;
    private final ContactCosts costs;
    private final double[] ordersFactor;
    private final double[] valueFactor;
    private final PairCache futures = new PairCache(WIDTH);
    private final PairCache leavings = new PairCache(1);
    /// P(an order within the days of churn) by day; days of one season share theirs.
    private final PairCache[] buys;

    private ContactOutlook(ValueCalibration calibration, LocalDate today, ContactCosts costs, int days) {
        this.calibration = calibration;
        this.costs = costs;
        purchases = PurchasePredictor.of(calibration.purchase());
        ordersFactor = new double[days + 1];
        valueFactor = new double[days + 1];
        buys = new PairCache[days + 1];
        for (int day = 0; day <= days; day++) {
            LocalDate then = today.plusDays(day);
            ordersFactor[day] = calibration.seasonality().factor(then, ValuePredictor.CHURN_DAYS);
            valueFactor[day] = calibration
                    .seasonality()
                    .factor(then, calibration.settings().horizonDays());
            boolean same = day > 0 && ordersFactor[day] == ordersFactor[day - 1];
            buys[day] = same ? buys[day - 1] : new PairCache(1);
        }
    }

    /// For all customers as they are on a day.
    ///
    /// @param days to look ahead, at least 0
    public static ContactOutlook of(ValueCalibration calibration, LocalDate today, ContactCosts costs, int days) {
        return new ContactOutlook(calibration, today, costs, days);
    }

    /// In how many days without an order contacting the customer will pay: 0 when it does now, empty when on none of
    /// the days ahead. The value at risk is the lifetime value that is expected then.
    public OptionalInt daysUntilContactPays(CustomerHistory history) {
        CustomerHistory possible = history.possible();
        double perOrder =
                ValuePredictor.finite(calibration.spend().expected(possible.meanSpend(), possible.spendOrders()));
        double leaving = leaving(possible);
        for (int day = 0; day < buys.length; day++) {
            if (pays(possible, perOrder, leaving, day)) {
                return OptionalInt.of(day);
            }
        }
        return OptionalInt.empty();
    }

    private boolean pays(CustomerHistory history, double perOrder, double leaving, int day) {
        int age = (int) StrictMath.min((long) history.age() + day, PurchaseGroups.MOST_DAYS);
        int at = future(history.orders(), age);
        double[] numbers = futures.numbers();
        double discounted = numbers[at + DISCOUNTED];
        // Of a customer who is there and will leave for certain: there is no more to save.
        if (!costs.pays(1, places(ValuePredictor.finite(perOrder * discounted) * valueFactor[day]))) {
            return false;
        }
        double alive =
                purchases.leaves() ? PurchasePredictor.alive(numbers[at + STAYING], numbers[at + ALIVE], leaving) : 1;
        double value = ValuePredictor.finite(ValuePredictor.finite(perOrder * alive * discounted) * valueFactor[day]);
        return costs.pays(1, places(value))
                && costs.pays(places(1 - alive * buys(history.orders(), age, day)), places(value));
    }

    private static double places(double number) {
        return (double) StrictMath.round(StrictMath.min(number, 4e14) * Fixed.ONE) / Fixed.ONE;
    }

    private int future(int orders, int age) {
        int at = futures.find(orders, age);
        if (at < 0) {
            at = futures.add(orders, age);
            Future future = purchases.future(orders, age);
            ValueSettings settings = calibration.settings();
            int horizon = settings.horizonDays();
            double[] numbers = futures.numbers();
            numbers[at + STAYING] = purchases.stayingTerm(orders, age);
            numbers[at + ALIVE] = purchases.aliveTerm(orders, age);
            numbers[at + DISCOUNTED] =
                    future.discountedOrders(horizon, future.expectedOrders(horizon), settings.dailyDiscount());
        }
        return at;
    }

    private double leaving(CustomerHistory history) {
        int at = leavings.find(history.orders(), history.last());
        if (at < 0) {
            at = leavings.add(history.orders(), history.last());
            leavings.numbers()[at] = purchases.leavingTerm(history.orders(), history.last());
        }
        return leavings.numbers()[at];
    }

    private double buys(int orders, int age, int day) {
        PairCache known = buys[day];
        int at = known.find(orders, age);
        if (at < 0) {
            at = known.add(orders, age);
            known.numbers()[at] =
                    1 - purchases.future(orders, age).noOrder(ValuePredictor.CHURN_DAYS * ordersFactor[day]);
        }
        return known.numbers()[at];
    }
}
