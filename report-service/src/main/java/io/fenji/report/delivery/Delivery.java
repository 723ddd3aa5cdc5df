package io.fenji.report.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something sent, or to be sent, to one recipient.
@RegisterForReflection
record Delivery(
        UUID id,
        String channel,
        String target,
        State state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    enum State {
        PENDING,
        SUCCEEDED,
        FAILED
    }
}
