package io.fenji.kit.localdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseTest {
    @TempDir
    static Path directory;

    private static LocalDatabase database;

    @BeforeAll
    static void start() {
        database = LocalDatabase.start(directory.resolve("data"), 0);
        database.ensureDatabase("trial");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void copiesWhatNeedsEscaping() throws Exception {
        try (Connection connection = connect()) {
            Sql.execute(connection, "create temp table t (a text, b bigint, c numeric)");

            try (CopyIn copy = CopyIn.open(connection, "copy t (a, b, c) from stdin")) {
                copy.text("tab\tline\nreturn\rback\\slash\\N 钻石").number(-7).number(new BigDecimal("1E+3"));
                copy.endRow();
                copy.text(null).number(0).number((BigDecimal) null);
                copy.endRow();
                assertThat(copy.finish()).isEqualTo(2);
            }

            List<String> rows = Sql.list(
                    connection, "select a || '|' || b || '|' || c from t where a is not null", row -> row.getString(1));
            assertThat(rows).containsExactly("tab\tline\nreturn\rback\\slash\\N 钻石|-7|1000");
        }
    }

    @Test
    void copiesEveryTextAndNumber() throws Exception {
        List<String> texts = List.of(
                "",
                "plain",
                "é",
                "߿ࠀ￿",
                "键\t值\\",
                "a𠮷\n𠮷\\",
                "\u0001\u007f\u0080",
                "x".repeat(70_000),
                "分\n".repeat(40_000));
        List<Long> numbers = List.of(0L, 9L, 10L, -1L, -10L, 99L, 1_000_000_007L, Long.MAX_VALUE, Long.MIN_VALUE);
        try (Connection connection = connect()) {
            Sql.execute(connection, "create temp table v (n serial, a text, b bigint)");

            try (CopyIn copy = CopyIn.open(connection, "copy v (a, b) from stdin")) {
                for (int i = 0; i < texts.size(); i++) {
                    copy.text(texts.get(i)).number(numbers.get(i)).endRow();
                }
                copy.finish();
            }

            assertThat(Sql.list(connection, "select a from v order by n", row -> row.getString(1)))
                    .isEqualTo(texts);
            assertThat(Sql.list(connection, "select b from v order by n", row -> row.getLong(1)))
                    .isEqualTo(numbers);
        }
    }

    /// As `String.getBytes` does.
    @Test
    void copiesHalfACharacterAsAQuestionMark() throws Exception {
        try (Connection connection = connect()) {
            Sql.execute(connection, "create temp table w (a text)");

            try (CopyIn copy = CopyIn.open(connection, "copy w (a) from stdin")) {
                copy.text("分\ud842\t").endRow();
                copy.finish();
            }

            String kept = Sql.only(connection, "select a from w", row -> row.getString(1));
            assertThat(kept).isEqualTo("分?\t");
        }
    }

    @Test
    void writesNothingWhenACopyIsNotFinished() throws Exception {
        try (Connection connection = connect()) {
            Sql.execute(connection, "create temp table u (a bigint)");

            try (CopyIn copy = CopyIn.open(connection, "copy u (a) from stdin")) {
                copy.number(1).endRow();
            }

            long rows = Sql.only(connection, "select count(*) from u", row -> row.getLong(1));
            assertThat(rows).isZero();
        }
    }

    @Test
    void keepsTheStateOfAFailure() throws Exception {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> Sql.execute(connection, "select 1/0"))
                    .isInstanceOfSatisfying(
                            SqlFailure.class,
                            failure -> assertThat(failure.state()).isEqualTo("22012"));
        }
    }

    @Test
    void refusesADatabaseNameThatIsNone() {
        assertThatThrownBy(() -> database.ensureDatabase("x; drop database trial"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stopsTheServerOfAnOwnerThatWasKilledAndFindsItsData() throws Exception {
        Path orphaned = directory.resolve("orphaned");
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        orphaned.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = owner.inputReader()) {
            assertThat(out.lines().anyMatch("ready"::equals)).isTrue();
        }
        long pid = Long.parseLong(Files.readAllLines(orphaned.resolve("postmaster.pid"))
                .getFirst()
                .strip());
        owner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();

        try (LocalDatabase second = LocalDatabase.start(orphaned, 0);
                Connection connection =
                        DriverManager.getConnection(second.jdbcUrl("kept"), second.user(), second.password())) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    /// Starts a server and waits to be killed.
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            LocalDatabase.start(Path.of(args[0]), 0).ensureDatabase("kept");
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(database.jdbcUrl("trial"), database.user(), database.password());
    }
}
