package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class BulkLoadTest {
    private static final long MANY = 1_000_000;

    @Inject
    Database database;

    @Test
    void tablesIndexesAndKeysAreAfterwardsWhatTheyWere() {
        inTransaction(connection -> {
            Sql.update(connection, "insert into order_keys values ('bulk', 'A1', uuidv7(), uuidv7())");
            List<String> before = definitions(connection, "public");
            List<String> tables = tables(connection);
            long keys = keys(connection);

            BulkLoad load = BulkLoad.begin(connection, MANY).orElseThrow();
            List<String> meanwhile = definitions(connection, "bulk_load");
            Sql.update(connection, "insert into order_keys values ('bulk', 'A2', uuidv7(), uuidv7())");
            load.index();
            load.end();

            assertThat(before).hasSizeGreaterThan(15);
            assertThat(meanwhile)
                    .isNotEmpty()
                    .noneMatch(definition -> definition.contains("INDEX") || definition.contains("KEY"));
            assertThat(definitions(connection, "public")).isEqualTo(before);
            assertThat(definitions(connection, "bulk_load")).isEmpty();
            assertThat(tables(connection)).isNotEqualTo(tables);
            assertThat(keys(connection)).isEqualTo(keys + 1);
        });
    }

    @Test
    void readersSeeTheOldTablesUntilTheNewOnesAreCommitted() {
        inTransaction(connection -> {
            BulkLoad load = BulkLoad.begin(connection, MANY).orElseThrow();
            Sql.update(connection, "insert into order_keys values ('bulk', 'A3', uuidv7(), uuidv7())");
            load.index();
            long before = database.call(BulkLoadTest::bulkKeys);
            load.end();
            Sql.execute(connection, "commit");

            assertThat(before).isZero();
            assertThat(database.<Long>call(BulkLoadTest::bulkKeys)).isEqualTo(1);
        });
        database.transaction(connection -> Sql.update(connection, "delete from order_keys where source = 'bulk'"));
    }

    @Test
    void fewOrdersAreWrittenBesideTheOthers() {
        inTransaction(
                connection -> assertThat(BulkLoad.begin(connection, 1_000)).isEmpty());
    }

    @Test
    void tablesThatAViewReadsStay() {
        inTransaction(connection -> {
            Sql.execute(connection, "create view seen_orders as select id from orders");

            assertThat(BulkLoad.begin(connection, MANY)).isEmpty();
        });
    }

    private void inTransaction(Consumer<Connection> test) {
        database.call(connection -> {
            connection.setAutoCommit(false);
            try {
                test.accept(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return true;
        });
    }

    private static List<String> tables(Connection connection) {
        return Sql.list(
                connection,
                "select oid::text from pg_class where relname like 'order%' and relkind = 'r' order by 1",
                row -> row.getString(1));
    }

    private static long keys(Connection connection) {
        return Sql.only(connection, "select count(*) from order_keys", row -> row.getLong(1));
    }

    private static long bulkKeys(Connection connection) {
        return Sql.only(connection, "select count(*) from order_keys where source = 'bulk'", row -> row.getLong(1));
    }

    private static List<String> definitions(Connection connection, String schema) {
        return Sql.list(connection, """
                select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where conrelid in (select oid from pg_class where relname like 'order%' and relnamespace = ?::regnamespace)
                union
                select indexdef from pg_indexes where schemaname = ? and tablename like 'order%'
                union
                select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '') || is_nullable
                from information_schema.columns where table_schema = ? and table_name like 'order%'
                order by 1""", row -> row.getString(1), schema, schema, schema);
    }
}
