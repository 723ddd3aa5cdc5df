package io.fenji.customer.metric;

import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers that a computation of the whole base takes at once: few enough for flat memory and visible progress, many
/// enough to be read in one go.
record Slice(UUID first, UUID last, long customers) {
    private static final int MOST = 10_000;

    private static final Slice OF_ANY = new Slice(new UUID(0, 0), new UUID(-1, -1), 0);

    /// All customers, in the order of their ids.
    static List<Slice> all(Connection connection) {
        List<Slice> slices = new ArrayList<>();
        Optional<Slice> slice = after(connection, null);
        while (slice.isPresent()) {
            slices.add(slice.get());
            slice = after(connection, slice.get().last());
        }
        return slices;
    }

    private static Optional<Slice> after(Connection connection, @Nullable UUID last) {
        return Sql.first(
                connection,
                """
                select ids[1], ids[customers], customers
                from (select array_agg(id order by id) as ids, count(*) as customers
                      from (select id from customers where ?::uuid is null or id > ? order by id limit ?) s) a
                where customers > 0""",
                row -> new Slice(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3)),
                last,
                last,
                MOST);
    }

    /// Computes it, then stores what changed; publishers wait from then on until the transaction ends.
    ///
    /// @param sql [RefreshSql#slice]
    /// @return vectors that changed
    long store(Connection connection, NamedSql sql, Map<String, Object> base) {
        // Sorts and hashes of a slice; PostgreSQL's standard 4 MB would spill them to disk.
        Sql.execute(connection, "set local work_mem = '128MB'");
        return computeAndStore(connection, sql, base);
    }

    /// The same for whoever a statement names by itself, however many.
    ///
    /// @param sql [RefreshSql#touched]
    static long storeTouched(Connection connection, NamedSql sql, Map<String, Object> base) {
        return OF_ANY.computeAndStore(connection, sql, base);
    }

    private long computeAndStore(Connection connection, NamedSql sql, Map<String, Object> base) {
        Map<String, Object> values = new HashMap<>(base);
        values.put("first", first);
        values.put("last", last);
        Sql.update(connection, sql.text(), sql.values(values));
        MetricFeed.lockPublishing(connection);
        NamedSql store = RefreshSql.STORE_COMPUTED;
        long changed = Sql.only(connection, store.text(), row -> row.getLong(1), store.values(values));
        Sql.execute(connection, "drop table computed_vectors");
        if (changed > 0) {
            Signals.raise(connection, MetricFeed.SIGNAL);
        }
        return changed;
    }
}
