package io.fenji.customer.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer as its caller sees it, its keys in order.
@RegisterForReflection
public record Customer(
        UUID id,
        CustomerKind kind,
        @Nullable String name,
        List<ExternalKey> keys,
        @Nullable String country,
        @Nullable String province,
        @Nullable String city,
        @Nullable String industry,
        @Nullable String size,
        @Nullable BigDecimal creditRating,
        @Nullable Money assets,
        @Nullable String channel,
        @Nullable LocalDate registeredOn,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    static Customer from(CustomerEntity entity) {
        return new Customer(
                entity.id,
                entity.kind,
                entity.name,
                entity.keys.stream()
                        .map(key -> new ExternalKey(key.source(), key.key()))
                        .sorted()
                        .toList(),
                entity.country,
                entity.province,
                entity.city,
                entity.industry,
                entity.size,
                entity.creditRating,
                Money.ofNullable(entity.assets, entity.assetsCurrency),
                entity.channel,
                entity.registeredOn,
                entity.createdAt,
                entity.updatedAt,
                entity.version);
    }
}
