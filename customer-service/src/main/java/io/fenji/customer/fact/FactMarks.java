package io.fenji.customer.fact;

import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.UUID;

/// Notes, in the transaction of a change, whose facts the feed must look at again. What changed is found out when
/// somebody reads the feed: without followers a write costs next to nothing.
public final class FactMarks {
    /// Raised when facts may have changed.
    public static final String SIGNAL = "fact-feed";

    private FactMarks() {}

    /// SQL that marks customers.
    ///
    /// @param ids query for their ids, each once
    public static String sql(String ids) {
        return """
                insert into fact_customers as f (customer_id) %s
                on conflict (customer_id) do update set pending = true where not f.pending""".formatted(ids);
    }

    /// Marks customers that are hidden or shown again, for who may come back: their months are emptied on the feed, so
    /// that what is there later is told from what is not.
    public static void mark(Connection connection, Collection<UUID> customers) {
        Sql.update(connection, sql("select unnest(?::uuid[])"), (Object) customers.toArray(UUID[]::new));
        Signals.raise(connection, SIGNAL);
    }

    /// Forgets customers that are gone for good: their months are no longer on the feed, their tombstones will be.
    public static void forget(Connection connection, Collection<UUID> customers) {
        UUID[] ids = customers.toArray(UUID[]::new);
        Sql.update(connection, """
                insert into fact_customers (customer_id) select unnest(?::uuid[])
                on conflict (customer_id) do update set pending = true, line = null, feed_no = null""", (Object) ids);
        Sql.update(connection, "delete from fact_months where customer_id = any (?::uuid[])", (Object) ids);
        Signals.raise(connection, SIGNAL);
    }

    /// Marks customers whose vectors are not computed with the change.
    ///
    /// @param ids query for their ids, each once, a constant of ours
    public static void mark(Connection connection, String ids) {
        if (Sql.update(connection, sql(ids)) > 0) {
            Signals.raise(connection, SIGNAL);
        }
    }
}
