package io.fenji.customer.value;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The customers that requests name, looked up at once.
public final class CustomerDirectory {
    private final Set<UUID> ids = new HashSet<>();
    private final Map<ExternalKey, Owner> byKey = new HashMap<>();

    public CustomerDirectory(Connection connection, Collection<CustomerReference> references) {
        List<UUID> namedIds = references.stream()
                .map(CustomerReference::id)
                .filter(Objects::nonNull)
                .toList();
        if (!namedIds.isEmpty()) {
            Sql.each(
                    connection,
                    0,
                    "select id from customers where id = any (?::uuid[])",
                    row -> ids.add(row.getObject(1, UUID.class)),
                    Sql.array(connection, "uuid", namedIds, id -> id));
        }
        List<ExternalKey> keys = references.stream()
                .map(CustomerReference::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            Sql.each(
                    connection,
                    0,
                    """
                    select source, key, customer_id, origin_id from customer_keys
                    where (source, key) in (select * from unnest(?::text[], ?::text[]))""",
                    row -> byKey.put(
                            new ExternalKey(row.getString(1), row.getString(2)),
                            new Owner(row.getObject(3, UUID.class), row.getObject(4, UUID.class))),
                    Sql.array(connection, "text", keys, ExternalKey::source),
                    Sql.array(connection, "text", keys, ExternalKey::key));
        }
    }

    /// The customer; empty when there is none.
    public Optional<Owner> find(CustomerReference reference) {
        return reference.key() == null
                ? Optional.ofNullable(reference.id()).filter(ids::contains).map(id -> new Owner(id, null))
                : Optional.ofNullable(byKey.get(reference.key()));
    }

    /// Locks those customers that nobody else holds.
    public static Set<UUID> tryLock(Connection connection, Collection<UUID> customers) {
        return new HashSet<>(Sql.list(
                connection,
                "select id from customers where id = any (?::uuid[]) order by id for update skip locked",
                row -> row.getObject(1, UUID.class),
                Sql.array(connection, "uuid", customers, id -> id)));
    }

    /// Locks customers in the order in which everyone locks them.
    public static void lock(Connection connection, Collection<UUID> customers) {
        Sql.list(
                connection,
                "select id from customers where id = any (?::uuid[]) order by id for update",
                row -> true,
                Sql.array(connection, "uuid", customers, id -> id));
    }
}
