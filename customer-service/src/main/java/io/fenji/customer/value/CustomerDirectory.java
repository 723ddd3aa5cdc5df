package io.fenji.customer.value;

import io.fenji.kit.sql.Pipeline;
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
    private static final String IDS = "select id from customers where id = any (?::uuid[])";
    private static final String KEYS = """
            select k.source, k.key, k.customer_id, k.origin_id
            from unnest(?::text[], ?::text[]) as n (source, key)
            join customer_keys k on k.source = n.source and k.key = n.key""";
    private static final String FREE_IDS = IDS + " order by id for update skip locked";
    private static final String FREE_KEYS =
            KEYS + " join customers c on c.id = k.customer_id order by c.id for update of c skip locked";

    private final Set<UUID> ids = new HashSet<>();
    private final Map<ExternalKey, Owner> byKey = new HashMap<>();

    private CustomerDirectory(
            Pipeline pipeline, Collection<CustomerReference> references, String ofIds, String ofKeys) {
        List<UUID> namedIds = references.stream()
                .map(CustomerReference::id)
                .filter(Objects::nonNull)
                .toList();
        if (!namedIds.isEmpty()) {
            pipeline.each(
                    ofIds, row -> ids.add(row.getObject(1, UUID.class)), pipeline.array("uuid", namedIds, id -> id));
        }
        List<ExternalKey> keys = references.stream()
                .map(CustomerReference::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            pipeline.each(
                    ofKeys,
                    row -> byKey.put(
                            new ExternalKey(row.getString(1), row.getString(2)),
                            new Owner(row.getObject(3, UUID.class), row.getObject(4, UUID.class))),
                    pipeline.array("text", keys, ExternalKey::source),
                    pipeline.array("text", keys, ExternalKey::key));
        }
    }

    /// Those that are there; to be asked once the pipeline has run.
    public static CustomerDirectory of(Pipeline pipeline, Collection<CustomerReference> references) {
        return new CustomerDirectory(pipeline, references, IDS, KEYS);
    }

    /// Those that are there.
    public static CustomerDirectory of(Connection connection, Collection<CustomerReference> references) {
        Pipeline pipeline = new Pipeline(connection);
        CustomerDirectory directory = of(pipeline, references);
        pipeline.run();
        return directory;
    }

    /// Those that are there and that nobody else holds, which it locks; to be asked once the pipeline has run.
    /// Others it does not know.
    public static CustomerDirectory ofFree(Pipeline pipeline, Collection<CustomerReference> references) {
        return new CustomerDirectory(pipeline, references, FREE_IDS, FREE_KEYS);
    }

    /// The customer; empty when there is none.
    public Optional<Owner> find(CustomerReference reference) {
        return reference.key() == null
                ? Optional.ofNullable(reference.id()).filter(ids::contains).map(id -> new Owner(id, null))
                : Optional.ofNullable(byKey.get(reference.key()));
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
