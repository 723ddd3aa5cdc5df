package io.fenji.scoring.history;

import io.fenji.scoring.scheme.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of history: from `from` on the customer was in `tier`, or in none.
///
/// @param number counts a customer's records in a scheme
/// @param until where a correction ends; null for a change, which holds until others are recorded
/// @param heldTier the tier before rules and override; null when that was not recorded
public record Fact(
        int number,
        Instant from,
        @Nullable Instant until,
        @Nullable String tier,
        @Nullable String outside,
        @Nullable String heldTier,
        @Nullable LocalDate heldSince,
        VersionId version,
        @Nullable UUID calibrationId) {
    static final String COLUMNS = """
            version, valid_from, valid_until, tier, outside, held_tier, held_since, scheme, scheme_version, calibration_id""";

    static Fact read(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime until = row.getObject(3, OffsetDateTime.class);
        return new Fact(
                row.getInt(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                new VersionId(row.getString(8), row.getInt(9)),
                row.getObject(10, UUID.class));
    }

    /// Whether customer-service no longer had the customer, or the scheme had ended.
    public boolean isOfOneWhoLeft() {
        return "deleted".equals(outside) || "retired".equals(outside);
    }

    boolean holdsAt(Instant moment) {
        return !from.isAfter(moment) && (until == null || until.isAfter(moment));
    }
}
