package io.fenji.customer.order;

import io.fenji.customer.value.ExternalKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order without its lines, ready to be written. Its times are as PostgreSQL keeps them: in microseconds.
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
        Instant updatedAt) {
    OrderHead {
        orderedAt = inMicroseconds(orderedAt);
        createdAt = inMicroseconds(createdAt);
        updatedAt = inMicroseconds(updatedAt);
    }

    static Instant inMicroseconds(Instant time) {
        return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }
}
