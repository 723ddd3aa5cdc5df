package io.fenji.engine.value;

import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.spend.SpendGroups;

/// What the models know of a customer.
///
/// @param orders repeat orders x: days with purchases but the first one
/// @param last days from the first purchase to the last one, t_x
/// @param age days from the first purchase until today, T
/// @param meanSpend of the orders that spend is known of
/// @param spendOrders how many those are; 0 when spend is unknown
public record CustomerHistory(int orders, int last, int age, double meanSpend, int spendOrders) {

    /// The first thing that is wrong.
    public HistoryProblem problem() {
        if (orders < 0 || last < 0 || age < 0 || last > age || spendOrders < 0) {
            return HistoryProblem.DATES_REVERSED;
        }
        if (age > PurchaseGroups.MOST_DAYS) {
            return HistoryProblem.TOO_OLD;
        }
        if (orders > last) {
            return HistoryProblem.MORE_ORDERS_THAN_DAYS;
        }
        if (orders == 0 && last > 0) {
            return HistoryProblem.LAST_WITHOUT_ORDERS;
        }
        return spendOrders > 0 && !SpendGroups.valid(meanSpend, spendOrders)
                ? HistoryProblem.SPEND_UNUSABLE
                : HistoryProblem.NONE;
    }

    /// The nearest history that can be; this one when nothing is wrong.
    public CustomerHistory possible() {
        if (problem() == HistoryProblem.NONE) {
            return this;
        }
        int days = Math.clamp(age, 0, PurchaseGroups.MOST_DAYS);
        int lastDay = Math.clamp(last, 0, days);
        int number = Math.clamp(orders, 0, lastDay);
        boolean known = SpendGroups.valid(meanSpend, spendOrders);
        return new CustomerHistory(
                number, number == 0 ? 0 : lastDay, days, known ? meanSpend : 0, known ? spendOrders : 0);
    }

    /// With one more order today, of the spend that is expected; itself when the last one was today, because orders
    /// of one day count as one.
    CustomerHistory withOneMore(double spend) {
        if (last >= age) {
            return this;
        }
        double total = spendOrders * meanSpend + spend;
        return new CustomerHistory(orders + 1, age, age, total / (spendOrders + 1), spendOrders + 1);
    }
}
