package io.fenji.report.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers as a search shows them.
///
/// @param more whether there are others that fit
@RegisterForReflection
public record FoundCustomers(List<Found> items, boolean more) {

    /// A customer and where it stands.
    @RegisterForReflection
    public record Found(
            UUID id,
            @Nullable String name,
            List<Key> keys,
            String kind,
            @Nullable String province,
            @Nullable String industry,
            List<Standing> tiers) {}

    /// A tier in a scheme; absent for customers that the scheme gives none.
    @RegisterForReflection
    public record Standing(String scheme, @Nullable String tier) {}

    /// A key in a source system.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Key(String source, String key) {}

    /// A page of customers as customer-service tells it.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Told(List<ToldCustomer> items, @Nullable String next) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ToldCustomer(
            UUID id,
            @Nullable String name,
            List<Key> keys,
            String kind,
            @Nullable String province,
            @Nullable String industry) {}
}
