package io.fenji.customer.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which rows a list shows; null filters nothing. A direction is asked for only where the table has one.
public record ActivityFilter(
        @Nullable UUID customerId,
        @Nullable String source,
        @Nullable String type,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable Instant from,
        @Nullable Instant to) {}
