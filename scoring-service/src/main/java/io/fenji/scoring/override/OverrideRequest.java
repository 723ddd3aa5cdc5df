package io.fenji.scoring.override;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tier to give: exactly `tier`, or at least `floor` and at most `ceiling`.
///
/// @param effectiveFrom business date from which on it is to have held; null for now
/// @param expiresOn business date from which on it no longer holds; null for never
@RegisterForReflection
public record OverrideRequest(
        @NotNull @Valid CustomerReference customer,
        @NotNull @Size(max = 63) String scheme,
        @Size(max = 63) @Nullable String tier,
        @Size(max = 63) @Nullable String floor,
        @Size(max = 63) @Nullable String ceiling,
        @NotBlank @Size(max = 1000) String reason,
        @NotBlank @Size(max = 200) String author,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate expiresOn) {

    /// A customer, by `id` or by one of its keys.
    @RegisterForReflection
    public record CustomerReference(
            @Nullable UUID id, @Valid @Nullable Key key) {}

    /// A key in another system.
    @RegisterForReflection
    public record Key(@NotNull String source, @NotNull String key) {}
}
