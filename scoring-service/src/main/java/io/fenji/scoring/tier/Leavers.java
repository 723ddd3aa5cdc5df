package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers that customer-service no longer has. They leave their tiers, which is a change like any other;
/// the row stays without tier so that the count of changes goes on if they come back.
public final class Leavers {
    private Leavers() {}

    /// Takes customers out of all their tiers.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static void leave(Connection connection, String idQuery, Instant now, @Nullable LocalDate businessDate) {
        String leaving = " from tiers where customer_id in (" + idQuery + ") and tier is not null";
        long count = Sql.only(connection, "select count(*)" + leaving, row -> row.getLong(1));
        if (count > 0) {
            long last = ChangeNumbers.take(connection, count);
            Sql.update(connection, """
                    insert into tier_history (customer_id, scheme, version, sequence, valid_from, previous, outside,
                      cause, scheme_version, calibration_id, business_date)
                    select t.customer_id, t.scheme, t.version + 1,
                      ? + row_number() over (order by t.customer_id, t.scheme), ?, t.tier, 'deleted',
                      'DELETED', f.scheme_version, f.calibration_id, ?::date
                    from tiers t join schemes_in_force f on f.scheme = t.scheme
                    where t.tier is not null and t.customer_id in (""" + idQuery + ")", last, now, businessDate);
        }
        Sql.update(connection, """
                update tiers set version = version + case when tier is null then 0 else 1 end, tier = null,
                  outside = 'deleted', held_tier = null, held_since = null, grace_until = null, reviewed_on = null, kept_tier = null,
                  score = null, run_id = null, since = ?
                where customer_id in (""" + idQuery + ")", now);
    }

    /// Takes everyone out of a scheme that is not in force any more.
    ///
    /// @param last what was in force of it
    /// @return customers who had a tier
    public static long endOfScheme(
            Connection connection,
            InForce last,
            UUID runId,
            Instant now,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf) {
        String scheme = last.version().scheme();
        long count = Sql.only(
                connection,
                "select count(*) from tiers where scheme = ? and tier is not null",
                row -> row.getLong(1),
                scheme);
        if (count > 0) {
            Sql.update(
                    connection,
                    """
                    insert into tier_history (customer_id, scheme, version, sequence, valid_from, previous, outside, cause,
                      run_id, scheme_version, calibration_id, business_date, data_as_of)
                    select customer_id, scheme, version + 1, ? + row_number() over (order by customer_id), ?, tier,
                      'retired', 'RETIRED', ?, ?, ?, ?::date, ?
                    from tiers where scheme = ? and tier is not null""",
                    ChangeNumbers.take(connection, count),
                    now,
                    runId,
                    last.version().version(),
                    last.calibrationId(),
                    businessDate,
                    dataAsOf,
                    scheme);
        }
        Sql.update(connection, """
                update tiers set version = version + case when tier is null then 0 else 1 end, tier = null,
                  outside = 'retired', held_tier = null, held_since = null, grace_until = null, reviewed_on = null,
                  kept_tier = null, score = null, run_id = ?, since = ?
                where scheme = ? and outside is distinct from 'deleted'""", runId, now, scheme);
        return count;
    }

    /// Forgets those of whom nothing may be kept, their history too: under another id whoever reads the changes from
    /// their beginning would have a customer that never leaves. Only that they left stays, for those who follow.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static void forget(Connection connection, String idQuery) {
        Sql.update(
                connection, "delete from tier_history where cause <> 'DELETED' and customer_id in (" + idQuery + ")");
        Sql.update(connection, "delete from tiers where customer_id in (" + idQuery + ")");
        // Webhooks get what the feed still has.
        Sql.update(
                connection,
                "delete from webhook_deliveries d where d.customer_id in (" + idQuery
                        + ") and not exists (select from tier_history h where h.sequence = d.sequence)");
    }
}
