package io.fenji.customer.landing;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// Much into empty tables: their indexes and keys are taken away and made anew when the rows are in, which takes a
/// fraction of the time that keeping them up row by row does. All of it in the import's transaction; who reads these
/// tables meanwhile waits for its end.
final class FirstLoad {
    private static final String NAMES = "'orders', 'order_keys', 'order_lines'";
    private static final String TABLES = "orders, order_keys, order_lines";
    /// Fewer rows are in sooner than indexes are made.
    private static final long WORTHWHILE = 20_000;

    /// Something that rows are kept up with.
    private record Kept(String drop, String make) {}

    private final Connection connection;
    private final List<Kept> kept;

    private FirstLoad(Connection connection, List<Kept> kept) {
        this.connection = connection;
        this.kept = kept;
    }

    /// Takes indexes and keys of the orders' tables away, where this is a first load and the service owns the tables.
    static Optional<FirstLoad> begin(Connection connection, long orders) {
        if (orders < WORTHWHILE || !isPossible(connection)) {
            return Optional.empty();
        }
        Sql.execute(connection, "lock table " + TABLES + " in access exclusive mode");
        if (!isPossible(connection)) {
            return Optional.empty();
        }
        List<Kept> kept =
                Sql.list(connection, """
                select format('drop index %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
                from pg_index i
                where i.indrelid in (%1$s) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                union all
                select format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname),
                       format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
                from pg_constraint c
                where c.contype in ('p', 'u', 'f') and c.conrelid in (%1$s)""".formatted(tables()), row -> new Kept(row.getString(1), row.getString(2)));
        kept.forEach(each -> Sql.execute(connection, each.drop()));
        return Optional.of(new FirstLoad(connection, kept));
    }

    private static boolean isPossible(Connection connection) {
        return Sql.only(connection, """
                select not exists (select from orders) and not exists (select from order_keys)
                  and not exists (select from order_lines)
                  and not exists (select from pg_class where oid in (%s) and not pg_has_role(relowner, 'usage'))
                  and not exists (select from pg_constraint where contype = 'f' and confrelid in (%1$s))""".formatted(tables()), row -> row.getBoolean(1));
    }

    private static String tables() {
        return "select oid from pg_class where relname in (%s) and relnamespace = current_schema()::regnamespace"
                .formatted(NAMES);
    }

    /// Makes them anew.
    void end() {
        kept.forEach(each -> Sql.execute(connection, each.make()));
    }
}
