package io.fenji.customer.activity;

import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
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
    private final Map<ExternalKey, UUID> byKey = new HashMap<>();

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
                select source, key, customer_id from customer_keys
                where (source, key) in (select * from unnest(?::text[], ?::text[]))""",
                row -> byKey.put(new ExternalKey(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)),
                ActivityRepository.array(connection, "text", keys, ExternalKey::source),
                ActivityRepository.array(connection, "text", keys, ExternalKey::key));
    }

    Optional<UUID> find(CustomerReference reference) {
        return reference.key() == null
                ? Optional.ofNullable(reference.id()).filter(ids::contains)
                : Optional.ofNullable(byKey.get(reference.key()));
    }

    /// Locks customers in the order in which everyone locks them.
    ///
    /// @throws ProblemException 503 when one of them was deleted a moment ago
    static void lock(Connection connection, Set<UUID> customers) {
        int locked = Sql.list(
                connection,
                "select id from customers where id = any (?::uuid[]) order by id for update",
                        row -> true,
                        ActivityRepository.array(connection, "uuid", customers, id -> id))
                .size();
        if (locked < customers.size()) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE, "A customer was deleted at this moment; try again");
        }
    }
}
