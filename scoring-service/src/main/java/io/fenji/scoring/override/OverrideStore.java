package io.fenji.scoring.override;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Overrides in the database. Those who write hold the tier lock.
public final class OverrideStore {
    private static final String HAVE_EXPIRED =
            "ended_at is null and expires_on <= (select business_date from metric_copy)";

    private OverrideStore() {}

    /// Query for the ids of customers with an override in the scheme that no longer holds and has not been ended.
    ///
    /// @param scheme a scheme's key, which has nothing in it that would have to be quoted
    public static String expired(String scheme) {
        return "select customer_id from overrides where scheme = '" + scheme + "' and " + HAVE_EXPIRED;
    }

    /// The override that has not been ended; by its date it may hold no longer.
    public static Optional<TierOverride> inForce(Connection connection, UUID customerId, String scheme) {
        return Sql.first(
                connection,
                "select " + TierOverride.COLUMNS
                        + " from overrides where customer_id = ? and scheme = ? and ended_at is null",
                TierOverride::read,
                customerId,
                scheme);
    }

    static TierOverride insert(Connection connection, UUID customerId, OverrideRequest request, Instant now) {
        return Sql.only(
                connection,
                """
                insert into overrides
                  (customer_id, scheme, tier, floor, ceiling, reason, author, created_at, effective_from, expires_on)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning\s""" + TierOverride.COLUMNS,
                TierOverride::read,
                customerId,
                request.scheme(),
                request.tier(),
                request.floor(),
                request.ceiling(),
                request.reason(),
                request.author(),
                now,
                request.effectiveFrom(),
                request.expiresOn());
    }

    static Optional<TierOverride> find(Connection connection, UUID id) {
        return Sql.first(
                connection, "select " + TierOverride.COLUMNS + " from overrides where id = ?", TierOverride::read, id);
    }

    /// All that a customer has had in a scheme, the first first.
    public static List<TierOverride> all(Connection connection, UUID customerId, String scheme) {
        return Sql.list(
                connection,
                "select " + TierOverride.COLUMNS
                        + " from overrides where customer_id = ? and scheme = ? order by created_at, id",
                TierOverride::read,
                customerId,
                scheme);
    }

    /// Newest first.
    static List<TierOverride> page(
            Connection connection,
            @Nullable String scheme,
            @Nullable UUID customerId,
            @Nullable String state,
            @Nullable UUID before,
            int limit) {
        StringBuilder where = new StringBuilder(" where true");
        List<Object> values = new ArrayList<>();
        if (scheme != null) {
            where.append(" and scheme = ?");
            values.add(scheme);
        }
        if (customerId != null) {
            where.append(" and customer_id = ?");
            values.add(customerId);
        }
        if (state != null) {
            where.append(" and coalesce(ended_as, 'IN_FORCE') = ?");
            values.add(state);
        }
        if (before != null) {
            where.append(" and id < ?");
            values.add(before);
        }
        values.add(limit);
        return Sql.list(
                connection,
                "select " + TierOverride.COLUMNS + " from overrides" + where + " order by id desc limit ?",
                TierOverride::read,
                values.toArray());
    }

    static void revoke(Connection connection, UUID id, Instant now) {
        Sql.update(
                connection,
                "update overrides set ended_at = ?, ended_as = 'REVOKED' where id = ? and ended_at is null",
                now,
                id);
    }

    /// Ends those that no longer hold; the tiers were evaluated without them.
    public static void endExpired(Connection connection, Instant now) {
        Sql.update(connection, "update overrides set ended_at = ?, ended_as = 'EXPIRED' where " + HAVE_EXPIRED, now);
    }

    /// Ends those that name a tier which this version of the scheme does not have.
    public static void endWithoutTier(Connection connection, Scheme scheme, Instant now) {
        endBeside(connection, scheme.key(), scheme.tiers().stream().map(Tier::key), now);
    }

    /// Ends those of a scheme that is not in force any more.
    public static void endOfScheme(Connection connection, String scheme, Instant now) {
        endBeside(connection, scheme, Stream.of(), now);
    }

    private static void endBeside(Connection connection, String scheme, Stream<String> tiers, Instant now) {
        Sql.update(connection, """
                update overrides set ended_at = ?, ended_as = 'TIER_GONE'
                where scheme = ? and ended_at is null
                  and not array_remove(array[tier, floor, ceiling], null) <@ ?::text[]""", now, scheme, tiers.toArray(String[]::new));
    }

    /// Ends those of customers whom customer-service no longer has; of those of whom nothing may be kept none stays.
    ///
    /// @param goneQuery SQL for the ids of all who are gone, a constant of ours
    /// @param erasedQuery SQL for the ids of whom nothing may be kept, a constant of ours
    public static void endOfGone(Connection connection, String goneQuery, String erasedQuery, Instant now) {
        Sql.update(connection, "delete from overrides where customer_id in (" + erasedQuery + ")");
        // Answers that are kept for repetitions have the reason and author, too.
        Sql.update(
                connection,
                "delete from idempotency_keys k using (" + erasedQuery
                        + ") e where k.scope = 'POST /v1/overrides' and strpos(k.body, e.customer_id::text) > 0");
        Sql.update(
                connection,
                "update overrides set ended_at = ?, ended_as = 'CUSTOMER_GONE' where ended_at is null and customer_id in ("
                        + goneQuery + ")",
                now);
    }
}
