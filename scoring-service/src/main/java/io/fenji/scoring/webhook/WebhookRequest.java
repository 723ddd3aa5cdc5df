package io.fenji.scoring.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A webhook as its owner wants it.
@RegisterForReflection
public record WebhookRequest(
        @NotNull @Size(min = 1, max = 2000) String url,
        @Nullable @Size(max = 500) String description,
        @Nullable @Valid WebhookFilter filter) {

    /// A new one.
    ///
    /// @param after where to begin: the `next` of the feed or of an export; null for what comes from now on
    @RegisterForReflection
    public record New(
            @NotNull @Size(min = 1, max = 2000) String url,
            @Nullable @Size(max = 500) String description,
            @Nullable @Valid WebhookFilter filter,
            @Nullable @Size(min = 1, max = 1000) String after) {
        WebhookRequest webhook() {
            return new WebhookRequest(url, description, filter);
        }
    }

    WebhookFilter filterOrEverything() {
        return filter == null ? WebhookFilter.EVERYTHING : filter;
    }
}
