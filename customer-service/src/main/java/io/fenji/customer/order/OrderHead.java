package io.fenji.customer.order;

import io.fenji.customer.value.ExternalKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order without its lines, ready to be written.
record OrderHead(
        UUID id,
        UUID customerId,
        ExternalKey key,
        Instant orderedAt,
        OrderStatus status,
        @Nullable String channel,
        String currency,
        @Nullable ExternalKey returnsOrder,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
