package io.fenji.scoring.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The keys that customers have in source systems.
public final class CustomerKeys {
    private CustomerKeys() {}

    /// Keys by customer, in the order of their sources; who has none is left out.
    public static Map<UUID, List<ExternalKey>> of(Connection connection, Collection<UUID> customers) {
        Map<UUID, List<ExternalKey>> keys = new HashMap<>();
        if (!customers.isEmpty()) {
            Sql.each(
                    connection,
                    0,
                    "select customer_id, source, key from customer_keys where customer_id = any (?::uuid[]) order by source, key",
                    row -> keys.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(new ExternalKey(row.getString(2), row.getString(3))),
                    (Object) customers.toArray(UUID[]::new));
        }
        return keys;
    }
}
