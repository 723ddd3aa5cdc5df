package io.fenji.scoring.change;

import io.fenji.engine.number.Fixed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tier change as a CloudEvents 1.0 event; ids only, no personal data.
@RegisterForReflection
public record TierChangeEvent(
        String specversion,
        String id,
        String source,
        String type,
        Instant time,
        UUID subject,
        String sequence,
        String datacontenttype,
        Data data) {
    static final String COLUMNS = """
            sequence, customer_id, scheme, version, valid_from, previous, tier, score, run_id, scheme_version,
            business_date, valid_until, case when valid_until is not null then (
              select recorded_at from tier_recordings where last_sequence >= sequence order by last_sequence limit 1) end""";

    private static final String CHANGED = "io.fenji.tier.changed";
    private static final String CORRECTED = "io.fenji.tier.corrected";

    /// What changed, or what was in force in a time that has passed, other than had been recorded.
    ///
    /// @param from null when this is the first tier; of a correction what had been in force when it begins
    /// @param to null when the customer left
    /// @param version counts per customer and scheme
    /// @param validFrom of a correction, like the other
    @RegisterForReflection
    public record Data(
            String scheme,
            int schemeVersion,
            @Nullable String from,
            @Nullable String to,
            @Nullable BigDecimal score,
            @Nullable LocalDate businessDate,
            @Nullable UUID runId,
            int version,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    static TierChangeEvent from(UUID epoch, ResultSet row) throws SQLException {
        long score = row.getLong(8);
        boolean scored = !row.wasNull();
        String sequence = Long.toString(row.getLong(1));
        Instant validFrom = row.getObject(5, OffsetDateTime.class).toInstant();
        @Nullable Instant validUntil = instant(row.getObject(12, OffsetDateTime.class));
        @Nullable Instant recordedAt = instant(row.getObject(13, OffsetDateTime.class));
        return new TierChangeEvent(
                "1.0",
                epoch + "-" + sequence,
                "/scoring-service",
                validUntil == null ? CHANGED : CORRECTED,
                recordedAt == null ? validFrom : recordedAt,
                row.getObject(2, UUID.class),
                sequence,
                "application/json",
                new Data(
                        row.getString(3),
                        row.getInt(10),
                        row.getString(6),
                        row.getString(7),
                        scored ? Fixed.toDecimal(score) : null,
                        row.getObject(11, LocalDate.class),
                        row.getObject(9, UUID.class),
                        row.getInt(4),
                        validUntil == null ? null : validFrom,
                        validUntil));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
