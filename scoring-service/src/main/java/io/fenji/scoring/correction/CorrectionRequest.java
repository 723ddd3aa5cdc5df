package io.fenji.scoring.correction;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// Whose tiers to evaluate again.
///
/// @param from the first day, up to a year back; the last is the one before the business date
@RegisterForReflection
public record CorrectionRequest(
        @NotNull @Size(max = 63) String scheme,
        @NotNull LocalDate from,
        @NotEmpty @Size(max = 1000) List<@NotNull UUID> customerIds) {}
