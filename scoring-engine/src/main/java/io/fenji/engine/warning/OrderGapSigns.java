package io.fenji.engine.warning;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Days since the last order far beyond the customer's mean gap.
final class OrderGapSigns implements BoundSigns {

    static final List<String> METRICS = List.of("recencyDays", "orderGapDays", "orders.lifetime");

    private final WarningRules.OrderGap rule;
    private final MetricColumn recency;
    private final MetricColumn gap;
    private final MetricColumn orders;
    private final LocalDate today;
    private final Limits factors;
    private final Limits urgentFactors;

    OrderGapSigns(WarningRules.OrderGap rule, MetricTable table, LocalDate today) {
        this.rule = rule;
        recency = table.metric(METRICS.get(0));
        gap = table.metric(METRICS.get(1));
        orders = table.metric(METRICS.get(2));
        this.today = today;
        factors = factors(rule.confidence());
        urgentFactors = factors(rule.urgentConfidence());
    }

    /// By number of orders, scaled.
    private static Limits factors(BigDecimal confidence) {
        return new Limits(
                orders -> StrictMath.round(Chance.unlikelyLong(orders - 1, confidence.doubleValue()) * Fixed.ONE));
    }

    @Override
    public @Nullable Sign at(int row) {
        long days = recency.at(row);
        if (days == MetricColumn.ABSENT
                || gap.at(row) == MetricColumn.ABSENT
                || orders.at(row) < Math.max(2, rule.minOrders()) * Fixed.ONE
                || days > rule.maxDays() * Fixed.ONE) {
            return null;
        }
        long count = orders.at(row) / Fixed.ONE;
        long limit = limit(row, factors.of(count));
        if (days <= limit) {
            return null;
        }
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("lastOrderOn", today.minusDays(days / Fixed.ONE));
        facts.put("orderGapDays", Fixed.toDecimal(gap.at(row)));
        facts.put("limitDays", Fixed.toDecimal(limit));
        facts.put("orders", BigDecimal.valueOf(count));
        return new Sign(WarningKind.ORDER_GAP, days > limit(row, urgentFactors.of(count)), facts);
    }

    private long limit(int row, long factor) {
        return Math.max(rule.minDays() * Fixed.ONE, Fixed.multiplyDivide(gap.at(row), factor, Fixed.ONE));
    }
}
