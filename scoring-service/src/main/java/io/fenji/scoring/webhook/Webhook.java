package io.fenji.scoring.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An endpoint of somebody else's that tier changes are sent to; never with its secrets.
@RegisterForReflection
public record Webhook(
        UUID id,
        String url,
        @Nullable String description,
        WebhookFilter filter,
        WebhookState state,
        @Nullable DisabledReason disabledReason,
        @Nullable Instant disabledAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    /// With a secret, which is shown only here.
    @RegisterForReflection
    public record WithSecret(Webhook webhook, String secret) {}
}
