package io.fenji.engine.value;

import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.spend.SpendGroups;

/// Histories of a base, a customer a row; see [CustomerHistory] for what the columns hold. The arrays are
/// not copied.
public final class ValueColumns {

    private final int[] orders;
    private final int[] last;
    private final int[] age;
    private final double[] meanSpend;
    private final int[] spendOrders;

    /// Takes columns.
    ///
    /// @throws IllegalArgumentException when they are not of one length
    public ValueColumns(int[] orders, int[] last, int[] age, double[] meanSpend, int[] spendOrders) {
        if (last.length != orders.length
                || age.length != orders.length
                || meanSpend.length != orders.length
                || spendOrders.length != orders.length) {
            throw new IllegalArgumentException("columns of different lengths");
        }
        this.orders = orders;
        this.last = last;
        this.age = age;
        this.meanSpend = meanSpend;
        this.spendOrders = spendOrders;
    }

    public int size() {
        return orders.length;
    }

    public CustomerHistory row(int row) {
        return new CustomerHistory(orders[row], last[row], age[row], meanSpend[row], spendOrders[row]);
    }

    boolean valid(int row) {
        return PurchaseGroups.valid(orders[row], last[row], age[row]);
    }

    PurchaseGroups purchases() {
        return PurchaseGroups.of(orders, last, age);
    }

    SpendGroups spends() {
        return SpendGroups.of(meanSpend, spendOrders);
    }
}
