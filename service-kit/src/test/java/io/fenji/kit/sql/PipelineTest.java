package io.fenji.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.localdb.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final String ADD = "insert into notes (text) select unnest(?::text[])";
    private static final String ALL = "select text from notes order by text";

    private static LocalDatabase database;

    @BeforeAll
    static void start() {
        database = LocalDatabase.temporary();
        database.ensureDatabase("trial");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = connect()) {
            Sql.execute(connection, "drop table if exists notes; create table notes (text text primary key)");
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl("trial"), database.user(), database.password());
    }

    private static List<String> all(Connection connection) {
        return Sql.list(connection, ALL, row -> row.getString(1));
    }

    @Test
    void statementsRunInOrderAndEachHasItsOwnResult() throws SQLException {
        try (Connection connection = connect()) {
            for (String text : List.of("a; b", "c")) {
                Pipeline pipeline = new Pipeline(connection);
                pipeline.update("delete from notes");
                pipeline.update(ADD, pipeline.array("text", List.of(text, "z"), each -> each));
                List<String> during = pipeline.list(ALL, row -> row.getString(1));
                List<Long> none = pipeline.list("select 1::bigint where false", row -> row.getLong(1));
                List<Long> numbers = pipeline.list("select unnest(?::bigint[])", row -> row.getLong(1), (Object)
                        pipeline.array("bigint", List.of(7L, 8L), each -> each));
                assertThat(during).isEmpty();
                pipeline.run();

                assertThat(during).containsExactly(text, "z");
                assertThat(none).isEmpty();
                assertThat(numbers).containsExactly(7L, 8L);

                pipeline.update("delete from notes where text = ?", "z");
                pipeline.run();
                assertThat(all(connection)).as("what was added since").containsExactly(text);
                pipeline.run();
            }
        }
    }

    @Test
    void afterAFailureNothingRuns() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            Pipeline pipeline = new Pipeline(connection);
            pipeline.update(ADD, pipeline.array("text", List.of("a"), each -> each));
            pipeline.update(ADD, pipeline.array("text", List.of("a"), each -> each));
            List<String> after = pipeline.list("select 'after'", row -> row.getString(1));

            assertThatThrownBy(pipeline::run)
                    .isInstanceOfSatisfying(
                            SqlFailure.class,
                            failure -> assertThat(failure.state()).isEqualTo("23505"));
            assertThat(after).isEmpty();
            connection.rollback();
            assertThat(all(connection)).isEmpty();
        }
    }

    /// So a look at what a lock protects may go with the statement that takes the lock.
    @Test
    void aStatementSeesWhatWasCommittedWhileOneBeforeItWaited() throws Exception {
        try (Connection holder = connect();
                Connection waiter = connect();
                Connection watcher = connect();
                ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            waiter.setAutoCommit(false);
            Sql.list(holder, "select pg_advisory_xact_lock(1)", row -> true);
            Sql.update(holder, "insert into notes (text) values ('a')");
            Pipeline pipeline = new Pipeline(waiter);
            pipeline.update("select pg_advisory_xact_lock(1)");
            List<String> seen = pipeline.list(ALL, row -> row.getString(1));
            Future<?> running = other.submit(pipeline::run);
            String waits = "select exists (select from pg_locks where locktype = 'advisory' and not granted)";
            while (!Sql.only(watcher, waits, row -> row.getBoolean(1))) {
                Thread.onSpinWait();
            }
            holder.commit();
            running.get();

            assertThat(seen).containsExactly("a");
            waiter.rollback();
        }
    }
}
