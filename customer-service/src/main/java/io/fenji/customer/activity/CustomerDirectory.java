package io.fenji.customer.activity;

import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Owner;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The customers that requests name, looked up at once.
final class CustomerDirectory {
    private final Set<UUID> ids = new HashSet<>();
    private final Map<ExternalKey, Owner> byKey = new HashMap<>();

    CustomerDirectory(Connection connection, Collection<CustomerReference> references) {
        Sql.each(
                connection,
                0,
                "select id from customers where id = any (?::uuid[])",
                row -> ids.add(row.getObject(1, UUID.class)),
                ActivityRepository.array(
                        connection,
                        "uuid",
                        references.stream()
                                .map(CustomerReference::id)
                                .filter(Objects::nonNull)
                                .toList(),
                        id -> id));
        Set<ExternalKey> keys = new HashSet<>();
        references.forEach(reference -> {
            if (reference.key() != null) {
                keys.add(reference.key());
            }
        });
        Sql.each(
                connection,
                0,
                """
                select source, key, customer_id, origin_id from customer_keys
                where (source, key) in (select * from unnest(?::text[], ?::text[]))""",
                row -> byKey.put(
                        new ExternalKey(row.getString(1), row.getString(2)),
                        new Owner(row.getObject(3, UUID.class), row.getObject(4, UUID.class))),
                ActivityRepository.array(connection, "text", keys, ExternalKey::source),
                ActivityRepository.array(connection, "text", keys, ExternalKey::key));
    }

    Optional<Owner> find(CustomerReference reference) {
        return reference.key() == null
                ? Optional.ofNullable(reference.id()).filter(ids::contains).map(id -> new Owner(id, null))
                : Optional.ofNullable(byKey.get(reference.key()));
    }

    /// Locks customers in the order in which everyone locks them.
    static void lock(Connection connection, Set<UUID> customers) {
        Sql.list(
                connection,
                "select id from customers where id = any (?::uuid[]) order by id for update",
                row -> true,
                ActivityRepository.array(connection, "uuid", customers, id -> id));
    }
}
