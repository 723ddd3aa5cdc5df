package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class FirstLoadTest {
    private static final long MANY = 1_000_000;

    @Inject
    Database database;

    @Test
    void indexesAndKeysAreAfterwardsWhatTheyWere() {
        inSchemaOfItsOwn(connection -> {
            List<String> before = definitions(connection);

            Optional<FirstLoad> load = FirstLoad.begin(connection, MANY);
            List<String> meanwhile = definitions(connection);
            load.orElseThrow().end();

            assertThat(before).hasSizeGreaterThan(8);
            assertThat(meanwhile).noneMatch(definition -> definition.contains("INDEX") || definition.contains("KEY"));
            assertThat(definitions(connection)).isEqualTo(before);
        });
    }

    @Test
    void tablesWithRowsKeepTheirIndexes() {
        inSchemaOfItsOwn(connection -> {
            List<String> before = definitions(connection);
            Sql.update(connection, "insert into order_keys values ('demo', 'A1', uuidv7(), uuidv7())");

            assertThat(FirstLoad.begin(connection, MANY)).isEmpty();
            assertThat(definitions(connection)).isEqualTo(before);
        });
    }

    private void inSchemaOfItsOwn(Consumer<Connection> test) {
        database.call(connection -> {
            connection.setAutoCommit(false);
            try {
                Sql.execute(connection, """
                        create schema first_load;
                        create table first_load.orders (like orders including all);
                        create table first_load.order_keys (like order_keys including all);
                        create table first_load.order_lines (like order_lines including all);
                        alter table first_load.orders add constraint orders_customer_fk foreign key (customer_id)
                          references public.customers (id) on delete cascade;
                        set local search_path = first_load""");
                test.accept(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return true;
        });
    }

    private static List<String> definitions(Connection connection) {
        return Sql.list(connection, """
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'first_load'::regnamespace
                union
                select indexdef from pg_indexes where schemaname = 'first_load'
                order by 1""", row -> row.getString(1));
    }
}
