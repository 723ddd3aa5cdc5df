package io.fenji.customer.order;

import io.fenji.customer.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How an order's sums become amounts in the base currency.
///
/// @param foreign whether the order is in another currency
/// @param rate of the order's business date; absent where there is none, and for an order in the base currency
record Conversion(
        String baseCurrency, boolean foreign, @Nullable BigDecimal rate) {
    private static final int PLACES = 4;

    /// Each sum is converted by itself and rounded half up to four places; absent without rate or sum.
    @Nullable
    BigDecimal inBase(@Nullable BigDecimal own) {
        if (!foreign || own == null) {
            return own;
        }
        return rate == null ? null : own.multiply(rate).setScale(PLACES, RoundingMode.HALF_UP);
    }

    /// The sum as the order's own, stored only where it differs from what metrics read.
    @Nullable
    BigDecimal own(@Nullable BigDecimal sum) {
        return foreign ? sum : null;
    }

    Order.@Nullable Base base(OrderSums sums) {
        BigDecimal gross = inBase(sums.gross());
        BigDecimal returned = inBase(sums.returned());
        if (!foreign || gross == null || returned == null) {
            return null;
        }
        BigDecimal discount = inBase(sums.discount());
        return new Order.Base(
                Money.of(gross, baseCurrency),
                Money.of(returned, baseCurrency),
                Money.of(gross.subtract(returned), baseCurrency),
                discount == null || discount.signum() == 0 ? null : Money.of(discount, baseCurrency),
                Money.ofNullable(inBase(sums.cost()), baseCurrency));
    }
}
