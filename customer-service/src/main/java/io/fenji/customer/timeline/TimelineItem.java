package io.fenji.customer.timeline;

import io.fenji.customer.feedback.FeedbackEntry;
import io.fenji.customer.interaction.Interaction;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened; the property of its kind has it.
@RegisterForReflection
public record TimelineItem(
        Kind kind,
        Instant at,
        @Nullable OrderSummary order,
        @Nullable Interaction interaction,
        @Nullable FeedbackEntry feedback) {
    /// What it is.
    public enum Kind {
        ORDER,
        INTERACTION,
        FEEDBACK
    }

    /// An order without its lines.
    @RegisterForReflection
    public record OrderSummary(
            UUID id,
            ExternalKey key,
            String status,
            @Nullable String channel,
            boolean purchase,
            Money gross,
            Money returned,
            Money net) {}
}
