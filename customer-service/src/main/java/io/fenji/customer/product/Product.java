package io.fenji.customer.product;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as its caller sees it.
@RegisterForReflection
public record Product(
        UUID id,
        ExternalKey key,
        @Nullable String name,
        @Nullable String category,
        @Nullable Money unitCost,
        @Nullable Money unitPrice,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    static Product from(ProductEntity entity) {
        return new Product(
                entity.id,
                new ExternalKey(entity.source, entity.key),
                entity.name,
                entity.category,
                Money.ofNullable(entity.unitCost, entity.currency),
                Money.ofNullable(entity.unitPrice, entity.currency),
                entity.createdAt,
                entity.updatedAt,
                entity.version);
    }
}
