package io.fenji.scoring.override;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tier that somebody gave.
///
/// @param state `IN_FORCE`, `REVOKED`, `EXPIRED`, `TIER_GONE` or `CUSTOMER_GONE`
@RegisterForReflection
public record TierOverride(
        UUID id,
        UUID customerId,
        String scheme,
        @Nullable String tier,
        @Nullable String floor,
        @Nullable String ceiling,
        String reason,
        String author,
        Instant createdAt,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate expiresOn,
        String state,
        @Nullable Instant endedAt) {
    static final String IN_FORCE = "IN_FORCE";
    static final String COLUMNS = """
            id, customer_id, scheme, tier, floor, ceiling, reason, author, created_at, expires_on,
            coalesce(ended_as, 'IN_FORCE'), ended_at, effective_from""";

    static TierOverride read(ResultSet row) throws SQLException {
        OffsetDateTime endedAt = row.getObject(12, OffsetDateTime.class);
        return new TierOverride(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(13, LocalDate.class),
                row.getObject(10, LocalDate.class),
                row.getString(11),
                endedAt == null ? null : endedAt.toInstant());
    }

    boolean isInForce() {
        return state.equals(IN_FORCE);
    }

    /// An override only ever ends.
    long revision() {
        return isInForce() ? 1 : 2;
    }
}
