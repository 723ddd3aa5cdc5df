package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.order.OrderSums;
import io.fenji.customer.product.ProductCatalogue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What rows of orders come to, with what the catalogue says of their products.
final class LineAmounts {
    private final ProductCatalogue catalogue;
    private final String baseCurrency;
    private final int product;
    private final int quantity;
    private final int unitPrice;
    private final int discount;
    private final int unitCost;
    private final int currency;

    /// Amounts.
    ///
    /// @param fields of rows, in the order of their values
    LineAmounts(List<Field> fields, ProductCatalogue catalogue, String baseCurrency) {
        this.catalogue = catalogue;
        this.baseCurrency = baseCurrency;
        product = fields.indexOf(Field.PRODUCT_KEY);
        quantity = fields.indexOf(Field.QUANTITY);
        unitPrice = fields.indexOf(Field.UNIT_PRICE);
        discount = fields.indexOf(Field.DISCOUNT);
        unitCost = fields.indexOf(Field.UNIT_COST);
        currency = fields.indexOf(Field.CURRENCY);
    }

    /// Adds a row.
    ///
    /// @return whether its product is known; nothing is added otherwise
    boolean add(@Nullable String[] values, OrderSums.Adder adder) {
        ProductCatalogue.Item item = catalogue.item(Objects.requireNonNull(values[product]));
        if (item == null) {
            return false;
        }
        BigDecimal count = new BigDecimal(Objects.requireNonNull(values[quantity]));
        BigDecimal price = new BigDecimal(Objects.requireNonNull(values[unitPrice]));
        BigDecimal less = Objects.requireNonNullElse(decimal(values, discount), BigDecimal.ZERO);
        BigDecimal cost = decimal(values, unitCost);
        adder.add(
                count,
                count.multiply(price).subtract(less),
                less,
                cost != null ? cost : item.unitCost(Objects.requireNonNullElse(text(values, currency), baseCurrency)),
                item.category());
        return true;
    }

    private static @Nullable BigDecimal decimal(@Nullable String[] values, int field) {
        String text = text(values, field);
        return text == null ? null : new BigDecimal(text);
    }

    private static @Nullable String text(@Nullable String[] values, int field) {
        return field < 0 ? null : values[field];
    }
}
