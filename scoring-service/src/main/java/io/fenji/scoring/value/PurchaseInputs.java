package io.fenji.scoring.value;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.CustomerHistory;
import io.fenji.engine.value.ValueColumns;
import java.util.List;
import java.util.Optional;

/// The metrics that value models know customers by, and the histories that they make.
public final class PurchaseInputs {
    static final String PURCHASE_DAYS = "purchaseDays.lifetime";
    static final String FIRST = "firstPurchaseDays";
    static final String LAST = "lastPurchaseDays";
    static final String REPEAT_SPEND = "repeatSpend.lifetime";

    /// Their keys.
    public static final List<String> KEYS = List.of(PURCHASE_DAYS, FIRST, LAST, REPEAT_SPEND);

    private final MetricColumn days;
    private final MetricColumn first;
    private final MetricColumn last;
    private final MetricColumn spend;

    private PurchaseInputs(MetricTable table) {
        days = table.metric(PURCHASE_DAYS);
        first = table.metric(FIRST);
        last = table.metric(LAST);
        spend = table.metric(REPEAT_SPEND);
    }

    public static PurchaseInputs of(MetricTable table) {
        return new PurchaseInputs(table);
    }

    /// The customer's history; empty before the first purchase day.
    public Optional<CustomerHistory> row(int row) {
        return has(row) ? Optional.of(history(row)) : Optional.empty();
    }

    boolean has(int row) {
        return days.at(row) >= Fixed.ONE && first.at(row) != MetricColumn.ABSENT && last.at(row) != MetricColumn.ABSENT;
    }

    CustomerHistory history(int row) {
        int repeats = whole(days.at(row)) - 1;
        int age = whole(first.at(row));
        long total = spend.at(row);
        boolean known = repeats > 0 && total != MetricColumn.ABSENT;
        double mean = known ? (double) total / Fixed.ONE / repeats : 0;
        return new CustomerHistory(repeats, age - whole(last.at(row)), age, mean, known ? repeats : 0);
    }

    /// The histories of all rows; one of nothing for who [has][#has(int)] none.
    ValueColumns columns(int size) {
        int[] orders = new int[size];
        int[] recency = new int[size];
        int[] age = new int[size];
        double[] mean = new double[size];
        int[] spendOrders = new int[size];
        for (int row = 0; row < size; row++) {
            if (has(row)) {
                CustomerHistory history = history(row);
                orders[row] = history.orders();
                recency[row] = history.last();
                age[row] = history.age();
                mean[row] = history.meanSpend();
                spendOrders[row] = history.spendOrders();
            }
        }
        return new ValueColumns(orders, recency, age, mean, spendOrders);
    }

    private static int whole(long scaled) {
        return Math.clamp(scaled / Fixed.ONE, Integer.MIN_VALUE / 4, Integer.MAX_VALUE / 4);
    }
}
