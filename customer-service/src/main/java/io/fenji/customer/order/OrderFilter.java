package io.fenji.customer.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which orders a list shows; null filters nothing.
record OrderFilter(
        @Nullable UUID customerId,
        @Nullable String source,
        @Nullable String key,
        @Nullable OrderStatus status,
        @Nullable Instant orderedFrom,
        @Nullable Instant orderedBefore,
        @Nullable String channel,
        @Nullable String currency,
        @Nullable Boolean rateMissing,
        @Nullable UUID returnsOf,
        @Nullable Boolean orphanReturns) {}
