package io.fenji.customer.merge;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What belongs to customers and does not hang on their records by a foreign key, or would not go with them.
public final class CustomerRows {
    /// Rows with natural keys. The directory of the keys follows its row, whose index it is found by.
    record Keyed(String table, String keys, String keyId) {}

    static final List<Keyed> KEYED = List.of(
            new Keyed("orders", "order_keys", "order_id"),
            new Keyed("interactions", "interaction_keys", "id"),
            new Keyed("feedback", "feedback_keys", "id"));

    private CustomerRows() {}

    /// Those that became part of the customers, at whatever time.
    public static List<UUID> partsOf(Connection connection, Collection<UUID> ids) {
        return Sql.list(connection, """
                with recursive part as (
                  select customer_id from metric_tombstones where reason = 'MERGED' and merged_into = any (?::uuid[])
                  union
                  select t.customer_id from part p
                  join metric_tombstones t on t.reason = 'MERGED' and t.merged_into = p.customer_id)
                select customer_id from part""", row -> row.getObject(1, UUID.class), (Object) ids.toArray(UUID[]::new));
    }

    /// Deletes customers with everything that is theirs, copies that merges have kept among it.
    ///
    /// @param parts those that became part of them
    public static void delete(Connection connection, Collection<UUID> ids, Collection<UUID> parts) {
        UUID[] customers = ids.toArray(UUID[]::new);
        for (Keyed rows : KEYED) {
            Sql.update(connection, """
                    delete from %s k using %s r where r.customer_id = any (?::uuid[]) and k.%s = r.id""".formatted(rows.keys(), rows.table(), rows.keyId()), (Object) customers);
        }
        Sql.update(connection, "delete from order_lines where customer_id = any (?::uuid[])", (Object) customers);
        forgetMerges(connection, customers);
        forgetMerges(connection, parts.toArray(UUID[]::new));
        // Everything else hangs on the customer's row.
        Sql.update(connection, "delete from customers where id = any (?::uuid[])", (Object) customers);
    }

    private static void forgetMerges(Connection connection, UUID[] ids) {
        Sql.update(connection, """
                delete from merges where survivor_id = any (?::uuid[])
                  or id in (select merge_id from merge_members where customer_id = any (?::uuid[]))""", ids, ids);
        Sql.update(connection, """
                delete from merge_dismissals where customer_id = any (?::uuid[]) or other_id = any (?::uuid[])""", ids, ids);
    }
}
