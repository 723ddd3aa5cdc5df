package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.clock.Clocks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's tier changes in a scheme, the last recorded first.
@ApplicationScoped
class TierHistory {
    /// One change: from `since` on the customer was in `tier`, or in none.
    ///
    /// @param until when the next change took effect, or where a correction ends
    /// @param recordedAt since when it is known
    @RegisterForReflection
    public record Entry(
            int version,
            @Nullable String tier,
            @Nullable String previous,
            @Nullable String outside,
            @Nullable BigDecimal score,
            Instant since,
            @Nullable Instant until,
            Instant recordedAt,
            String cause,
            @Nullable UUID runId,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf,
            int schemeVersion,
            @Nullable UUID calibrationId) {}

    private static final String QUERY = """
            select version, tier, previous, score, valid_from,
              coalesce(valid_until, (
                select n.valid_from from tier_history n
                where n.customer_id = h.customer_id and n.scheme = h.scheme and n.version > h.version
                  and n.valid_until is null and n.sequence <= k.last_known
                order by n.version limit 1)),
              cause, run_id, business_date, data_as_of, scheme_version, calibration_id, outside,
              (select recorded_at from tier_recordings
               where last_sequence >= h.sequence order by last_sequence limit 1)
            from tier_history h, (select ?::bigint as last_known) k
            where customer_id = ? and scheme = ? and version < ? and sequence <= k.last_known
            order by version desc limit ?""";

    /// Where a page ends, and the last change that was known.
    private record Position(int version, long lastKnown) {
        static Position of(String text) {
            String[] parts = text.split(" ", -1);
            return new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
    }

    private final Database database;
    private final CursorCodec cursors;

    TierHistory(Database database, CursorCodec cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when neither the customer nor a change of it is known
    Page<Entry> page(
            UUID customerId, String scheme, @Nullable Clocks clocks, @Nullable Integer limit, @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "history|" + customerId + "|" + scheme;
        @Nullable String text = cursors.decode(scope, after);
        Position from = text == null ? new Position(Integer.MAX_VALUE, lastKnown(clocks)) : Position.of(text);
        List<Entry> found = database.call(c -> {
            List<Entry> entries = Sql.list(
                    c, QUERY, TierHistory::entry, from.lastKnown(), customerId, scheme, from.version(), most + 1);
            if (entries.isEmpty() && !evaluated(c, customerId, scheme)) {
                throw TierReader.missing(c, customerId, scheme);
            }
            return entries;
        });
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(scope, found.get(most - 1).version() + " " + from.lastKnown()))
                : new Page<>(found, null);
    }

    private long lastKnown(@Nullable Clocks clocks) {
        return clocks == null ? Long.MAX_VALUE : database.call(clocks::lastKnown);
    }

    private static boolean evaluated(Connection connection, UUID customerId, String scheme) {
        return Sql.only(
                connection,
                "select exists (select from tiers where customer_id = ? and scheme = ?)",
                row -> row.getBoolean(1),
                customerId,
                scheme);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long score = row.getLong(4);
        boolean scored = !row.wasNull();
        return new Entry(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(13),
                scored ? Fixed.toDecimal(score) : null,
                row.getObject(5, OffsetDateTime.class).toInstant(),
                instant(row.getObject(6, OffsetDateTime.class)),
                row.getObject(14, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getObject(8, UUID.class),
                row.getObject(9, LocalDate.class),
                instant(row.getObject(10, OffsetDateTime.class)),
                row.getInt(11),
                row.getObject(12, UUID.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
