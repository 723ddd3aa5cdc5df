package io.fenji.customer.privacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// How long rows of a kind are kept.
@RegisterForReflection
public record RetentionRule(
        String entity,
        boolean enabled,
        int keepDays,
        Instant updatedAt,
        @JsonIgnore long version) {}
