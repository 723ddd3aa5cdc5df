package io.fenji.scoring.tier;

import io.fenji.scoring.scheme.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A current tier as it is read: the stored row with the freshness of the last run and of the customer's metrics,
/// whichever evaluated later. The business date is that of the copy of the metrics: a new day evaluates whom it may
/// change, and the tiers of all others hold on it too.
record TierRow(
        UUID customerId,
        VersionId version,
        @Nullable String tier,
        @Nullable String outside,
        @Nullable Long score,
        Instant since,
        Instant computedAt,
        Instant dataAsOf,
        LocalDate businessDate,
        @Nullable UUID calibrationId,
        @Nullable UUID runId) {
    static final String COLUMNS = """
            t.customer_id, t.scheme, f.scheme_version, t.tier, t.outside, t.score, t.since,
            greatest(m.applied_at, f.computed_at, t.since), greatest(m.data_as_of, f.data_as_of),
            coalesce((select business_date from metric_copy), m.business_date),
            f.calibration_id, t.run_id""";
    /// Names for the columns, in their order.
    static final String NAMES = """
            customer_id, scheme, scheme_version, tier, outside, score, since, computed_at, data_as_of, business_date,
            calibration_id, run_id""";
    static final String FROM = """
             from tiers t
            join schemes_in_force f on f.scheme = t.scheme
            join customer_metrics m on m.customer_id = t.customer_id
            """;
    static final String SELECT = "select " + COLUMNS + FROM;

    static TierRow read(ResultSet row) throws SQLException {
        long score = row.getLong(6);
        boolean scored = !row.wasNull();
        return new TierRow(
                row.getObject(1, UUID.class),
                new VersionId(row.getString(2), row.getInt(3)),
                row.getString(4),
                row.getString(5),
                scored ? Long.valueOf(score) : null,
                time(row, 7),
                time(row, 8),
                time(row, 9),
                row.getObject(10, LocalDate.class),
                row.getObject(11, UUID.class),
                row.getObject(12, UUID.class));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
