package io.fenji.customer.activity;

import io.fenji.customer.value.ExternalKey;
import java.time.Instant;
import java.util.UUID;

/// A row as it is kept.
public record Activity<C>(
        UUID id, ExternalKey key, UUID customerId, C content, long version, Instant createdAt, Instant updatedAt) {}
