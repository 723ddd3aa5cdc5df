package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
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
