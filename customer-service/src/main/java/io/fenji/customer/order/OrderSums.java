package io.fenji.customer.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What metrics need of an order's lines. The same sums are made in SQL where a file's rows do not give them as they
/// are read; a test holds them together.
///
/// @param gross sum of the positive amounts
/// @param returned minus the sum of the negative ones
/// @param discount of lines with positive quantity
/// @param cost absent when a line's is not known
/// @param categories of lines with positive quantity, each once
public record OrderSums(
        boolean purchase,
        BigDecimal gross,
        BigDecimal returned,
        BigDecimal discount,
        @Nullable BigDecimal cost,
        List<String> categories) {

    /// Sums line by line.
    public static final class Adder {
        private boolean purchase;
        private BigDecimal gross = BigDecimal.ZERO;
        private BigDecimal returned = BigDecimal.ZERO;
        private BigDecimal discount = BigDecimal.ZERO;
        private @Nullable BigDecimal cost = BigDecimal.ZERO;
        private @Nullable String onlyCategory;
        private @Nullable TreeSet<String> categories;

        /// Adds a line.
        ///
        /// @param amount quantity × price − discount
        public void add(
                BigDecimal quantity,
                BigDecimal amount,
                BigDecimal lineDiscount,
                @Nullable BigDecimal unitCost,
                @Nullable String category) {
            if (amount.signum() > 0) {
                gross = gross.add(amount);
            } else {
                returned = returned.subtract(amount);
            }
            if (quantity.signum() > 0) {
                purchase = true;
                discount = discount.add(lineDiscount);
                if (category != null) {
                    add(category);
                }
            }
            cost = cost == null || unitCost == null ? null : cost.add(quantity.multiply(unitCost));
        }

        private void add(String category) {
            if (categories != null) {
                categories.add(category);
            } else if (onlyCategory == null) {
                onlyCategory = category;
            } else if (!onlyCategory.equals(category)) {
                categories = new TreeSet<>(List.of(onlyCategory, category));
            }
        }

        public OrderSums sums() {
            List<String> each = categories != null
                    ? List.copyOf(categories)
                    : onlyCategory == null ? List.of() : List.of(onlyCategory);
            return new OrderSums(purchase, gross, returned, discount, cost, each);
        }
    }

    static OrderSums of(List<OrderLine> lines) {
        Adder adder = new Adder();
        for (OrderLine line : lines) {
            adder.add(line.quantity(), line.amount(), line.discount(), line.unitCost(), line.category());
        }
        return adder.sums();
    }
}
