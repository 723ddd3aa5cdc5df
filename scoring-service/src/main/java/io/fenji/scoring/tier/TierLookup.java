package io.fenji.scoring.tier;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tiers found, and the customers whom the scheme has not evaluated.
@RegisterForReflection
public record TierLookup(List<TierAnswer> items, List<UUID> missing) {

    /// Up to 1,000 customers.
    ///
    /// @param asOf a time or a date, see [io.fenji.scoring.clock.ClockReader]; like the other null for the present
    @RegisterForReflection
    public record Request(
            @NotNull String scheme,
            @NotEmpty @Size(max = 1000) List<@NotNull UUID> customerIds,
            @Nullable String asOf,
            @Nullable String knownAt) {}
}
