package io.fenji.scoring.valuation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.value.HoldOut;
import io.fenji.engine.value.ValueColumns;
import java.util.Arrays;

/// Collects purchase summaries, column by column.
public final class PurchaseColumns {
    private int[] orders = new int[1 << 12];
    private int[] last = new int[1 << 12];
    private int[] age = new int[1 << 12];
    private double[] mean = new double[1 << 12];
    private int[] spendOrders = new int[1 << 12];
    private int[] came = new int[1 << 12];
    private int[] before = new int[1 << 12];
    private int size;

    void add(JsonNode line) {
        if (size == orders.length) {
            grow();
        }
        orders[size] = line.path("frequency").asInt();
        last[size] = line.path("recency").asInt();
        age[size] = line.path("age").asInt();
        boolean known = line.hasNonNull("monetaryValue");
        mean[size] = known ? line.path("monetaryValue").asDouble() : 0;
        spendOrders[size] = known ? orders[size] : 0;
        came[size] = line.path("holdoutFrequency").asInt();
        before[size] = line.path("previousFrequency").asInt();
        size++;
    }

    /// Days from the first purchase of all to the last day that counts.
    int longestAge() {
        return Arrays.stream(age, 0, size).max().orElse(0);
    }

    ValueColumns columns() {
        return new ValueColumns(
                Arrays.copyOf(orders, size),
                Arrays.copyOf(last, size),
                Arrays.copyOf(age, size),
                Arrays.copyOf(mean, size),
                Arrays.copyOf(spendOrders, size));
    }

    /// These histories, and what came in the days after them.
    public HoldOut holdOut(int days) {
        return new HoldOut(columns(), days, Arrays.copyOf(came, size), Arrays.copyOf(before, size));
    }

    private void grow() {
        int capacity = size * 2;
        orders = Arrays.copyOf(orders, capacity);
        last = Arrays.copyOf(last, capacity);
        age = Arrays.copyOf(age, capacity);
        mean = Arrays.copyOf(mean, capacity);
        spendOrders = Arrays.copyOf(spendOrders, capacity);
        came = Arrays.copyOf(came, capacity);
        before = Arrays.copyOf(before, capacity);
    }
}
