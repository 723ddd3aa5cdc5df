package io.fenji.customer.privacy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody read the personal data of a customer.
@RegisterForReflection
public record Disclosure(
        UUID id, UUID customerId, String reader, @Nullable String purpose, String resource, Instant readAt) {}
