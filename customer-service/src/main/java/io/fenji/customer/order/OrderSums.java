package io.fenji.customer.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What metrics need of an order's lines. The same sums are made in SQL for imports; a test holds them together.
///
/// @param gross sum of the positive amounts
/// @param returned minus the sum of the negative ones
/// @param discount of lines with positive quantity
/// @param cost absent when a line's is not known
/// @param categories of lines with positive quantity, each once
record OrderSums(
        boolean purchase,
        BigDecimal gross,
        BigDecimal returned,
        BigDecimal discount,
        @Nullable BigDecimal cost,
        List<String> categories) {

    static OrderSums of(List<OrderLine> lines) {
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal returned = BigDecimal.ZERO;
        BigDecimal discount = BigDecimal.ZERO;
        @Nullable BigDecimal cost = BigDecimal.ZERO;
        TreeSet<String> categories = new TreeSet<>();
        for (OrderLine line : lines) {
            if (line.amount().signum() > 0) {
                gross = gross.add(line.amount());
            } else {
                returned = returned.subtract(line.amount());
            }
            if (line.isPurchase()) {
                discount = discount.add(line.discount());
                if (line.category() != null) {
                    categories.add(Objects.requireNonNull(line.category()));
                }
            }
            BigDecimal unitCost = line.unitCost();
            cost = cost == null || unitCost == null
                    ? null
                    : cost.add(line.quantity().multiply(unitCost));
        }
        return new OrderSums(
                lines.stream().anyMatch(OrderLine::isPurchase),
                gross,
                returned,
                discount,
                cost,
                List.copyOf(categories));
    }
}
