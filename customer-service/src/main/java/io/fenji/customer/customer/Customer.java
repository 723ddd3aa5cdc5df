package io.fenji.customer.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.contact.ContactPoint;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer as its caller sees it, its keys and contact points in order.
///
/// @param custom texts, plain decimals and booleans by the key of their custom field; null without any
/// @param contactPoints null without any
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
        @Nullable String accountManager,
        @Nullable RiskAppetite riskAppetite,
        @Nullable String taxNumber,
        @Nullable SortedMap<String, Object> custom,
        @Nullable List<ContactPoint> contactPoints,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    List<ContactPoint> contacts() {
        return contactPoints == null ? List.of() : contactPoints;
    }

    /// Without what is personal.
    @Override
    public String toString() {
        return "Customer[id=%s, version=%d]".formatted(id, version);
    }

    /// Whether the other differs in version and time alone.
    boolean saysTheSameAs(Customer other) {
        return with(contactPoints, other.updatedAt, other.version).equals(other);
    }

    /// The customer for those who may not read contact data.
    Customer masked(ContactValues values) {
        return contactPoints == null
                ? this
                : with(contactPoints.stream().map(values::masked).toList(), updatedAt, version);
    }

    private Customer with(@Nullable List<ContactPoint> points, Instant changedAt, long newVersion) {
        return new Customer(
                id,
                kind,
                name,
                keys,
                country,
                province,
                city,
                industry,
                size,
                creditRating,
                assets,
                channel,
                registeredOn,
                accountManager,
                riskAppetite,
                taxNumber,
                custom,
                points,
                createdAt,
                changedAt,
                newVersion);
    }
}
