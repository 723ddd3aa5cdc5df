package io.fenji.engine.warning;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Spend of 90 days far below that of the customer's days before them, in the last 365.
final class SpendSigns implements BoundSigns {

    static final List<String> METRICS = List.of("spend.90d", "spend.365d", "orders.90d", "orders.365d", "tenureDays");

    private static final int RECENT = 90;
    private static final int YEAR = 365;
    /// So many orders still coming say that the fall is in their size.
    private static final long STILL_ORDERING = 3;

    private final WarningRules.SpendFalling rule;
    private final MetricColumn spendRecent;
    private final MetricColumn spendYear;
    private final MetricColumn ordersRecent;
    private final MetricColumn ordersYear;
    private final MetricColumn tenure;
    private final long atMost;
    private final long urgentAtMost;
    private final double confidence;
    private final Limits few;

    SpendSigns(WarningRules.SpendFalling rule, MetricTable table) {
        this.rule = rule;
        spendRecent = table.metric(METRICS.get(0));
        spendYear = table.metric(METRICS.get(1));
        ordersRecent = table.metric(METRICS.get(2));
        ordersYear = table.metric(METRICS.get(3));
        tenure = table.metric(METRICS.get(4));
        atMost = Fixed.of(rule.atMost());
        urgentAtMost = Fixed.of(rule.urgentAtMost());
        confidence = rule.confidence().doubleValue();
        few = new Limits(orders -> Chance.unlikelyFew(orders, (double) RECENT / YEAR, confidence));
    }

    @Override
    public @Nullable Sign at(int row) {
        if (spendRecent.at(row) == MetricColumn.ABSENT
                || spendYear.at(row) == MetricColumn.ABSENT
                || ordersRecent.at(row) == MetricColumn.ABSENT
                || ordersYear.at(row) == MetricColumn.ABSENT
                || tenure.at(row) < Math.max(RECENT + 1, rule.minTenureDays()) * Fixed.ONE) {
            return null;
        }
        long orders = ordersRecent.at(row) / Fixed.ONE;
        long ordersOfYear = ordersYear.at(row) / Fixed.ONE;
        long daysBefore = Math.min(YEAR, tenure.at(row) / Fixed.ONE) - RECENT;
        long usual = Fixed.multiplyDivide(spendYear.at(row) - spendRecent.at(row), RECENT, daysBefore);
        if (ordersOfYear - orders < rule.minOrders()
                || usual <= 0
                || spendRecent.at(row) > Fixed.multiplyDivide(usual, atMost, Fixed.ONE)
                || (orders < STILL_ORDERING && orders > few(ordersOfYear, daysBefore))) {
            return null;
        }
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("spend90d", Fixed.toDecimal(spendRecent.at(row)));
        facts.put("usual90d", Fixed.toDecimal(usual));
        return new Sign(
                WarningKind.SPEND_FALLING,
                spendRecent.at(row) <= Fixed.multiplyDivide(usual, urgentAtMost, Fixed.ONE),
                facts);
    }

    private long few(long orders, long daysBefore) {
        return daysBefore == YEAR - RECENT
                ? few.of(orders)
                : Chance.unlikelyFew(orders, (double) RECENT / (daysBefore + RECENT), confidence);
    }
}
