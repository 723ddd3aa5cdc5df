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

    /// The request with its values as the cleaning rules leave them.
    ProductRequest cleaned(RequestCleaning rules) {
        rules.number(Field.UNIT_COST, "/unitCost", unitCost == null ? null : unitCost.toDecimal());
        rules.number(Field.UNIT_PRICE, "/unitPrice", unitPrice == null ? null : unitPrice.toDecimal());
        return new ProductRequest(
                rules.text(Field.PRODUCT_NAME, "/name", name),
                rules.text(Field.CATEGORY, "/category", category),
                unitCost,
                unitPrice);
    }

    /// What no annotation can say.
    void check() {
        Checks checks = new Checks();
        checks.amount("/unitCost", unitCost, false);
        checks.amount("/unitPrice", unitPrice, false);
        checks.require(
                unitCost == null || unitPrice == null || unitCost.currency().equals(unitPrice.currency()),
                "/unitPrice/currency",
                "INVALID_VALUE",
                "must be the currency of the cost");
        checks.complete();
    }

    @Nullable
    String currency() {
        if (unitCost != null) {
            return unitCost.currency();
        }
        return unitPrice == null ? null : unitPrice.currency();
    }
}
