package io.fenji.scoring.tier;

import io.fenji.scoring.clock.Clocks;
import io.fenji.scoring.scheme.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tier as it was in force at a moment by what was known at another. Its freshness is that of its record, or of the
/// last run by then if that came later: a run that leaves a tier as it is confirms it.
///
/// @param since from when on it was in force
/// @param recordedAt since when this is known
/// @param computedAt when it was last evaluated, as far as that is recorded
record PastTier(
        UUID customerId,
        VersionId version,
        @Nullable String tier,
        @Nullable String outside,
        @Nullable Long score,
        Instant since,
        Instant recordedAt,
        Instant computedAt,
        @Nullable Instant dataAsOf,
        @Nullable LocalDate businessDate,
        @Nullable UUID calibrationId,
        @Nullable UUID runId) {

    private static final String SELECT = """
            select t.customer_id, t.scheme, coalesce(r.scheme_version, h.scheme_version), h.tier, h.outside, h.score,
              h.valid_from, h.recorded_at, coalesce(r.recorded_at, h.recorded_at), greatest(h.data_as_of, r.data_as_of),
              greatest(h.business_date, r.business_date),
              case when r.recorded_at is null then h.calibration_id else r.calibration_id end, h.run_id""";

    /// Names for the columns, in their order.
    static final String NAMES = """
            customer_id, scheme, scheme_version, tier, outside, score, since, recorded_at, computed_at, data_as_of,
            business_date, calibration_id, run_id""";

    /// The past tiers of those whom a condition names. Who has been evaluated is in `tiers`; a record is
    /// found in the index of history alone, the newest first, and then read: customer by customer, in any order and
    /// however many there are.
    ///
    /// @param join further tables to find them by, and a space
    /// @param where about the customer `t` and the record `h`, and what follows
    static Query query(Clocks clocks, String join, String where, Collection<?> values) {
        List<Object> all = new ArrayList<>(List.of(clocks.knownAt(), clocks.asOf(), clocks.asOf(), clocks.earlier()));
        all.addAll(values);
        return new Query(SELECT + """
                     from tiers t
                    %s cross join lateral (
                      select h.*, (
                        select n.recorded_at from tier_recordings n
                        where n.last_sequence >= h.sequence order by n.last_sequence limit 1) as recorded_at
                      from tier_history h
                      where h.customer_id = t.customer_id and h.scheme = t.scheme and h.version = (
                        select i.version from tier_history i
                        where i.customer_id = t.customer_id and i.scheme = t.scheme
                          and i.sequence <= %s
                          and i.valid_from <= ? and (i.valid_until is null or i.valid_until > ?)
                        order by i.version desc limit 1)
                      limit 1) h
                    left join lateral (
                      select scheme_version, calibration_id, business_date, data_as_of, recorded_at from tier_runs r
                      where r.scheme = t.scheme and r.recorded_at <= ? order by r.recorded_at desc limit 1) r
                      on r.recorded_at > h.recorded_at
                    """.formatted(join, Clocks.LAST_KNOWN) + where, all);
    }

    static PastTier read(ResultSet row) throws SQLException {
        long score = row.getLong(6);
        boolean scored = !row.wasNull();
        @Nullable OffsetDateTime dataAsOf = row.getObject(10, OffsetDateTime.class);
        return new PastTier(
                row.getObject(1, UUID.class),
                new VersionId(row.getString(2), row.getInt(3)),
                row.getString(4),
                row.getString(5),
                scored ? Long.valueOf(score) : null,
                time(row, 7),
                time(row, 8),
                time(row, 9),
                dataAsOf == null ? null : dataAsOf.toInstant(),
                row.getObject(11, LocalDate.class),
                row.getObject(12, UUID.class),
                row.getObject(13, UUID.class));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
