package io.fenji.customer.duplicate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two customers that may be one.
@RegisterForReflection
public record Candidate(
        UUID id,
        State state,
        BigDecimal score,
        List<UUID> customers,
        List<Reason> reasons,
        Instant foundAt,
        @Nullable Instant dismissedAt) {
    /// What became of it; a merged pair is a candidate no more.
    public enum State {
        OPEN,
        DISMISSED
    }
}
