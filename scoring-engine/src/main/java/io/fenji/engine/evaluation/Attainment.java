package io.fenji.engine.evaluation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a tier comes to a customer.
///
/// @param tier position in [io.fenji.engine.scheme.Scheme#tiers()]
/// @param waiting what it waits for; null when it comes at once
/// @param on when it comes if the values are still the same then; null at once, or when no date is
///     known
public record Attainment(
        int tier, @Nullable Waiting waiting, @Nullable LocalDate on) {}
