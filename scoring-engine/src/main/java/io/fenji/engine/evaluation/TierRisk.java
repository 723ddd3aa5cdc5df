package io.fenji.engine.evaluation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// That a customer may lose the tier.
///
/// @param tier position in [io.fenji.engine.scheme.Scheme#tiers()]
/// @param below the tier that the customer would be in then, or a [Standing.Reason#code()]
/// @param waiting what the move down waits for; null when the customer is above the threshold, but not
///     by much
/// @param until when the wait ends at the earliest, in days since 1970-01-01, or [Stays#NO_DATE]
/// @param metric what the threshold is on; null for the score
/// @param value the customer's, null when there is no threshold
/// @param threshold where the tier ends
public record TierRisk(
        int tier,
        int below,
        @Nullable Waiting waiting,
        int until,
        @Nullable String metric,
        @Nullable BigDecimal value,
        @Nullable BigDecimal threshold) {}
