package io.fenji.customer.product;

import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A product to write; its key is in the address.
@RegisterForReflection
public record ProductRequest(
        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String name,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String category,

        @Nullable @Valid Money unitCost,
        @Nullable @Valid Money unitPrice) {

    /// The request that would write a product as it is.
    static ProductRequest of(Product known) {
        return new ProductRequest(known.name(), known.category(), known.unitCost(), known.unitPrice());
    }

    /// The request with its values as the cleaning rules leave them.
    ///
    /// @param pointer to the request
    ProductRequest cleaned(RequestCleaning rules, String pointer) {
        rules.number(Field.UNIT_COST, pointer + "/unitCost", unitCost == null ? null : unitCost.toDecimal());
        rules.number(Field.UNIT_PRICE, pointer + "/unitPrice", unitPrice == null ? null : unitPrice.toDecimal());
        return new ProductRequest(
                rules.text(Field.PRODUCT_NAME, pointer + "/name", name),
                rules.text(Field.CATEGORY, pointer + "/category", category),
                unitCost,
                unitPrice);
    }

    /// What no annotation can say.
    ///
    /// @param pointer to the request
    void check(Checks checks, String pointer) {
        checks.currency(pointer + "/unitCost", unitCost);
        checks.currency(pointer + "/unitPrice", unitPrice);
        checks.amount(pointer + "/unitCost", unitCost, false);
        checks.amount(pointer + "/unitPrice", unitPrice, false);
        checks.require(
                unitCost == null || unitPrice == null || unitCost.currency().equals(unitPrice.currency()),
                pointer + "/unitPrice/currency",
                "INVALID_VALUE",
                "must be the currency of the cost");
    }

    @Nullable
    String currency() {
        if (unitCost != null) {
            return unitCost.currency();
        }
        return unitPrice == null ? null : unitPrice.currency();
    }
}
