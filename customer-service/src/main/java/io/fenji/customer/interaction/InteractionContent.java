package io.fenji.customer.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an interaction says, whoever's it is.
public record InteractionContent(
        InteractionType type,
        @Nullable String channel,
        @Nullable Direction direction,
        Instant occurredAt) {}
