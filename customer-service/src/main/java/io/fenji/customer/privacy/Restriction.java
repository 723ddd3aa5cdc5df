package io.fenji.customer.privacy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer that is kept but not processed.
@RegisterForReflection
public record Restriction(UUID customerId, @Nullable String reason, Instant restrictedAt) {}
