package io.fenji.scoring.tier;

import io.fenji.scoring.metric.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tiers found, and the customers of whom none was.
///
/// @param missing customers whom the scheme has not evaluated, named by id or by key
/// @param keys whom each key names, in the order in which they were asked for
@RegisterForReflection
public record TierLookup(List<TierAnswer> items, List<UUID> missing, List<Named> keys) {

    /// A key and the customer whom it names; null for nobody.
    @RegisterForReflection
    public record Named(String source, String key, @Nullable UUID customerId) {}

    /// Up to 1,000 customers, by id or by key.
    ///
    /// @param asOf a time or a date, see [io.fenji.scoring.clock.ClockReader]; like the other null for the present
    @RegisterForReflection
    public record Request(
            @NotNull String scheme,
            @Nullable @Size(max = MOST) List<@NotNull UUID> customerIds,
            @Nullable @Size(max = MOST) List<@NotNull @Valid Key> keys,
            @Nullable String asOf,
            @Nullable String knownAt) {
        static final int MOST = 1000;

        List<UUID> ids() {
            return Objects.requireNonNullElse(customerIds, List.of());
        }

        List<ExternalKey> named() {
            return Objects.requireNonNullElse(keys, List.<Key>of()).stream()
                    .map(key -> new ExternalKey(key.source, key.key))
                    .toList();
        }
    }

    /// A customer's key in a source system.
    @RegisterForReflection
    public record Key(
            @NotNull @Size(min = 1, max = 200) String source,
            @NotNull @Size(min = 1, max = 200) String key) {}
}
