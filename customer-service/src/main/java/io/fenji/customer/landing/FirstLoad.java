package io.fenji.customer.landing;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
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

    private final Connection connection;
    private final List<String> definitions;

    private FirstLoad(Connection connection, List<String> definitions) {
        this.connection = connection;
        this.definitions = definitions;
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
        // Keys before other indexes, references last, for these need the keys.
        List<String> definitions = Sql.list(connection, """
                select format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint
                where contype in ('p', 'u', 'f') and conrelid in (%1$s)
                order by array_position('{p,u,f}', contype::text)""".formatted(tables()), row -> row.getString(1));
        List<String> indexes = Sql.list(connection, """
                select pg_get_indexdef(i.indexrelid) from pg_index i
                where i.indrelid in (%s) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)""".formatted(tables()), row -> row.getString(1));
        Sql.list(connection, """
                        select format('alter table %%s drop constraint %%I', conrelid::regclass, conname) from pg_constraint
                        where contype in ('p', 'u', 'f') and conrelid in (%1$s)
                        union all
                        select format('drop index %%s', i.indexrelid::regclass) from pg_index i
                        where i.indrelid in (%1$s)
                          and not exists (select from pg_constraint c where c.conindid = i.indexrelid)""".formatted(tables()), row -> row.getString(1))
                .forEach(statement -> Sql.execute(connection, statement));
        List<String> all = new ArrayList<>(indexes);
        all.addAll(definitions);
        return Optional.of(new FirstLoad(connection, all));
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
        definitions.forEach(definition -> Sql.execute(connection, definition));
    }
}
