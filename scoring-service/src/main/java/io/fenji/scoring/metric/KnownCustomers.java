package io.fenji.scoring.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashSet;
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
}
