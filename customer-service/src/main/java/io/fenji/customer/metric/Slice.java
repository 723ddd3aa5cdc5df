package io.fenji.customer.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers that a computation of the whole base takes at once: few enough for flat memory and visible progress, many
/// enough to be read in one go.
record Slice(UUID first, UUID last, long customers) {
    private static final int MOST = 50_000;

    /// The customers that follow.
    ///
    /// @param after where the slice before ended, null for the first
    static Optional<Slice> after(Connection connection, @Nullable UUID after) {
        return Sql.first(
                connection,
                """
                select ids[1], ids[customers], customers
                from (select array_agg(id order by id) as ids, count(*) as customers
                      from (select id from customers where ?::uuid is null or id > ? order by id limit ?) s) a
                where customers > 0""",
                row -> new Slice(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3)),
                after,
                after,
                MOST);
    }
}
