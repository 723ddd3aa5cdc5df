package io.fenji.customer.metric;

import io.fenji.customer.definition.MetricDocument;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A version of a user-defined metric.
///
/// @param operation that back-fills it
record StoredDefinition(
        long version,
        MetricDocument document,
        State state,
        UUID operation,
        Instant createdAt,
        @Nullable Instant inForceFrom,
        @Nullable Instant retiredAt) {

    /// Where a version stands. It is in force from the end of its back-fill on.
    enum State {
        BACKFILLING,
        /// Its back-fill failed or was cancelled.
        FAILED,
        IN_FORCE,
        RETIRED
    }

    String key() {
        return String.valueOf(document.key());
    }

    /// Whether it is meant to come into force, or was until its back-fill failed.
    boolean isPending() {
        return state == State.BACKFILLING || state == State.FAILED;
    }

    /// The entity tag's number: rises with each version and when one comes into force.
    long tag() {
        return version * 4
                + switch (state) {
                    case BACKFILLING -> 0;
                    case FAILED -> 1;
                    case IN_FORCE -> 2;
                    case RETIRED -> 3;
                };
    }
}
