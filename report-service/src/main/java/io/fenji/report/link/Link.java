package io.fenji.report.link;

import io.fenji.report.report.ArtefactFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link as its maker sees it.
///
/// @param url only for whoever made it just now
@RegisterForReflection
public record Link(
        UUID id,
        UUID report,
        ArtefactFormat format,
        @Nullable String audience,
        State state,
        @Nullable String url,
        long uses,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    /// Whether it opens something.
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    Link withUrl(@Nullable String address) {
        return new Link(
                id, report, format, audience, state, address, uses, lastUsedAt, createdAt, expiresAt, revokedAt);
    }
}
