package io.fenji.customer.landing;

import io.fenji.customer.order.OrderTables;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Many orders beside few: their tables are made anew in a schema of their own, without indexes, which are made when
/// the rows are in and take a fraction of the time that keeping them up row by row does. At the import's end they take
/// the old ones' place. All of it in the import's transaction: readers see the old tables until it commits, writers
/// of orders wait.
final class BulkLoad {
    private static final String SCHEMA = "bulk_load";
    /// Fewer rows are in sooner than tables are made.
    private static final long WORTHWHILE = 20_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRIES = 100;

    private final Connection connection;
    private final String home;
    private final List<String> indexes;

    private BulkLoad(Connection connection, String home, List<String> indexes) {
        this.connection = connection;
        this.home = home;
        this.indexes = indexes;
    }

    /// Makes new tables of orders, with the rows there are, which the rest of the transaction finds under the same
    /// names; if so many orders come, and the service owns the tables and nothing else is tied to them.
    static Optional<BulkLoad> begin(Connection connection, long orders) {
        if (orders < WORTHWHILE || areMore(connection, 2 * orders) || !isPossible(connection)) {
            return Optional.empty();
        }
        Sql.execute(connection, "lock table " + String.join(", ", OrderTables.NAMES) + " in share row exclusive mode");
        String home = Sql.only(connection, "select current_schema()", row -> row.getString(1));
        // Keys and constraints last: a foreign key needs no index, but its check is quicker with the rows in.
        List<String> indexes = Sql.list(connection, """
                select pg_get_indexdef(i.indexrelid, 0, true), 1 as step
                from pg_index i
                where i.indrelid in (%1$s) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                union all
                select format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)), 2
                from pg_constraint c
                where c.contype in ('p', 'u', 'f') and c.conrelid in (%1$s)
                order by 2, 1""".formatted(tables()), row -> row.getString(1));
        for (String table : OrderTables.NAMES) {
            Sql.execute(connection, """
                    create table %1$s.%2$s (like %2$s including all excluding indexes);
                    insert into %1$s.%2$s select * from %2$s""".formatted(SCHEMA, table));
        }
        Sql.first(
                connection,
                "select set_config('search_path', ? || ', ' || current_setting('search_path'), true)",
                row -> true,
                SCHEMA);
        return Optional.of(new BulkLoad(connection, home, indexes));
    }

    private static boolean areMore(Connection connection, long orders) {
        return Sql.only(
                connection,
                "select count(*) > ? from (select from orders limit ?) o",
                row -> row.getBoolean(1),
                orders,
                orders + 1);
    }

    private static boolean isPossible(Connection connection) {
        return Sql.only(connection, """
                select exists (select from pg_namespace where nspname = '%2$s' and has_schema_privilege(oid, 'create'))
                  and not exists (select from pg_class
                                  where oid in (%1$s)
                                    and (not pg_has_role(relowner, 'usage') or relacl is not null
                                      or reloptions is not null or relrowsecurity))
                  and not exists (select from pg_trigger where tgrelid in (%1$s) and not tgisinternal)
                  and not exists (select from pg_constraint where contype = 'f' and confrelid in (%1$s))
                  and not exists (select from pg_publication_rel where prrelid in (%1$s))
                  and not exists (select from pg_depend
                                  where refclassid = 'pg_class'::regclass and refobjid in (%1$s)
                                    and classid = 'pg_rewrite'::regclass)""".formatted(tables(), SCHEMA), row -> row.getBoolean(1));
    }

    private static String tables() {
        return "select oid from pg_class where relname in (%s) and relnamespace = current_schema()::regnamespace"
                .formatted(
                        OrderTables.NAMES.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")));
    }

    /// Makes the indexes and keys of the new tables.
    void index() {
        indexes.forEach(each -> Sql.execute(connection, each));
    }

    /// Puts the new tables in the old ones' place; the last step before the commit.
    void end() {
        lockOld();
        for (String table : OrderTables.NAMES) {
            Sql.execute(
                    connection,
                    "drop table \"%1$s\".%2$s; alter table %3$s.%2$s set schema \"%1$s\""
                            .formatted(home, table, SCHEMA));
        }
    }

    /// Whoever reads for long is waited for, but others not kept waiting behind us meanwhile.
    private void lockOld() {
        String old = OrderTables.NAMES.stream()
                .map(name -> "\"%s\".%s".formatted(home, name))
                .collect(Collectors.joining(", "));
        for (int i = 0; i < TRIES; i++) {
            Sql.execute(connection, "savepoint before_lock; set local lock_timeout = '2s'");
            try {
                Sql.execute(connection, "lock table " + old + " in access exclusive mode");
                Sql.execute(connection, "release savepoint before_lock");
                return;
            } catch (SqlFailure failure) {
                if (!LOCK_NOT_AVAILABLE.equals(failure.state())) {
                    throw failure;
                }
                Sql.execute(connection, "rollback to savepoint before_lock");
            }
        }
        Sql.execute(connection, "set local lock_timeout = 0; lock table " + old + " in access exclusive mode");
    }
}
