package io.fenji.customer.product;

import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A product to create.
@RegisterForReflection
public record ProductCreateRequest(
        @NotNull @Valid ExternalKey key,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String name,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String category,

        @Nullable @Valid Money unitCost,
        @Nullable @Valid Money unitPrice) {

    ProductRequest content() {
        return new ProductRequest(name, category, unitCost, unitPrice);
    }

    /// Products to create or replace, each by its key.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid ProductCreateRequest> items) {}
}
