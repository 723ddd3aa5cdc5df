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
            business_date""";

    /// What changed.
    ///
    /// @param from null when this is the first tier
    /// @param to null when the customer left
    /// @param version counts per customer and scheme
    @RegisterForReflection
    public record Data(
            String scheme,
            int schemeVersion,
            @Nullable String from,
            @Nullable String to,
            @Nullable BigDecimal score,
            @Nullable LocalDate businessDate,
            @Nullable UUID runId,
            int version) {}

    static TierChangeEvent from(UUID epoch, ResultSet row) throws SQLException {
        long score = row.getLong(8);
        boolean scored = !row.wasNull();
        String sequence = Long.toString(row.getLong(1));
        return new TierChangeEvent(
                "1.0",
                epoch + "-" + sequence,
                "/scoring-service",
                "io.fenji.tier.changed",
                row.getObject(5, OffsetDateTime.class).toInstant(),
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
                        row.getInt(4)));
    }
}
