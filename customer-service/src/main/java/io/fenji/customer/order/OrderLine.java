package io.fenji.customer.order;

import io.fenji.customer.value.ExternalKey;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of an order. `unitCost` and `category` are those of the product when the line says nothing of its own.
record OrderLine(
        long lineNo,
        ExternalKey product,
        UUID productId,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discount,
        BigDecimal amount,
        @Nullable BigDecimal unitCost,
        @Nullable String category) {

    static BigDecimal amount(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discount) {
        return quantity.multiply(unitPrice).subtract(discount);
    }

    OrderLine costing(@Nullable BigDecimal cost) {
        return new OrderLine(lineNo, product, productId, quantity, unitPrice, discount, amount, cost, category);
    }

    boolean isPurchase() {
        return quantity.signum() > 0;
    }
}
