package io.fenji.scoring.tier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an evaluation comes from; part of each history row.
///
/// @param runId null when it is no run
/// @param dataAsOf all changes in customer-service up to here were in; null when that is not known
public record Origin(
        InForce inForce,
        @Nullable UUID runId,
        Instant now,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf,
        Cause cause) {

    /// Why tiers are evaluated; a change that a review makes says so whatever this is.
    public enum Cause {
        RUN,
        METRICS,
        OVERRIDE,
        /// The customer's tier in a scheme that this one looks at has changed.
        OTHER_SCHEME
    }

    /// Of what is known for everyone and for this customer, the later.
    Instant dataAsOf(Instant ofCustomer) {
        return dataAsOf == null || dataAsOf.isBefore(ofCustomer) ? ofCustomer : dataAsOf;
    }
}
