package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
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

/// A customer's tier changes in a scheme, newest first.
@ApplicationScoped
class TierHistory {
    /// One change: from `since` on the customer was in `tier`, or in none.
    @RegisterForReflection
    public record Entry(
            int version,
            @Nullable String tier,
            @Nullable String previous,
            @Nullable BigDecimal score,
            Instant since,
            @Nullable Instant until,
            String cause,
            @Nullable UUID runId,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf,
            int schemeVersion,
            @Nullable UUID calibrationId) {}

    private static final String QUERY = """
            select version, tier, previous, score, valid_from,
              (select n.valid_from from tier_history n
               where n.customer_id = h.customer_id and n.scheme = h.scheme and n.version = h.version + 1),
              cause, run_id, business_date, data_as_of, scheme_version, calibration_id
            from tier_history h
            where customer_id = ? and scheme = ? and version < ?
            order by version desc limit ?""";

    private final Database database;
    private final CursorCodec cursors;

    TierHistory(Database database, CursorCodec cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when neither the customer nor a change of it is known
    Page<Entry> page(UUID customerId, String scheme, @Nullable Integer limit, @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "history|" + customerId + "|" + scheme;
        @Nullable String position = cursors.decode(scope, after);
        int before = position == null ? Integer.MAX_VALUE : Integer.parseInt(position);
        List<Entry> found = database.call(c -> {
            List<Entry> entries = Sql.list(c, QUERY, TierHistory::entry, customerId, scheme, before, most + 1);
            if (entries.isEmpty() && !evaluated(c, customerId, scheme)) {
                throw TierReader.missing(c, customerId, scheme);
            }
            return entries;
        });
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(
                                scope, Integer.toString(found.get(most - 1).version())))
                : new Page<>(found, null);
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
                scored ? Fixed.toDecimal(score) : null,
                row.getObject(5, OffsetDateTime.class).toInstant(),
                instant(row.getObject(6, OffsetDateTime.class)),
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
