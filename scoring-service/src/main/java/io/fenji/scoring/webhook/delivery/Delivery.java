package io.fenji.scoring.webhook.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event on its way to one webhook.
///
/// @param sequence of the tier change; absent for a test
/// @param attempts since it became pending last
/// @param log the last attempts, oldest first
@RegisterForReflection
public record Delivery(
        UUID id,
        String messageId,
        @Nullable String sequence,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<Entry> log) {

    /// An attempt.
    ///
    /// @param status of the answer; absent when there was none
    /// @param error why there was no answer
    @RegisterForReflection
    public record Entry(
            Instant at, @Nullable Integer status, @Nullable String error, long durationMs) {}
}
