package io.fenji.scoring.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Customers that the copy has.
public final class KnownCustomers {
    private KnownCustomers() {}

    public static boolean has(Connection connection, UUID customerId) {
        return Sql.only(
                connection,
                "select exists (select from customer_metrics where customer_id = ?)",
                row -> row.getBoolean(1),
                customerId);
    }

    /// Those of some whom the copy has.
    public static Set<UUID> of(Connection connection, Collection<UUID> customers) {
        return new HashSet<>(Sql.list(
                connection,
                "select customer_id from customer_metrics where customer_id = any (?::uuid[])",
                row -> row.getObject(1, UUID.class),
                (Object) customers.toArray(UUID[]::new)));
    }

    /// The customer with a key in another system.
    public static Optional<UUID> byKey(Connection connection, String source, String key) {
        return Sql.first(
                connection,
                "select customer_id from customer_keys where source = ? and key = ?",
                row -> row.getObject(1, UUID.class),
                source,
                key);
    }

    /// The customers with these keys; keys of nobody are left out.
    public static Map<ExternalKey, UUID> byKeys(Connection connection, Collection<ExternalKey> keys) {
        Map<ExternalKey, UUID> known = new HashMap<>();
        if (!keys.isEmpty()) {
            Sql.each(
                    connection,
                    0,
                    """
                    select k.source, k.key, k.customer_id
                    from unnest(?::text[], ?::text[]) asked (source, key) join customer_keys k using (source, key)""",
                    row -> known.put(new ExternalKey(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)),
                    keys.stream().map(ExternalKey::source).toArray(String[]::new),
                    keys.stream().map(ExternalKey::key).toArray(String[]::new));
        }
        return known;
    }
}
