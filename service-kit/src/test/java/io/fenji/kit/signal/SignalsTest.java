package io.fenji.kit.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.testing.PostgresTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SignalsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LISTENERS = "from pg_stat_activity where query = 'listen fenji_signals'";

    @Inject
    Signals signals;

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void listening() {
        awaitListener(0);
    }

    @Test
    void hearsATransactionWhenItCommits() throws Exception {
        Signal signal = signals.of(name);
        long before = database.transaction(connection -> {
            Signals.raise(connection, name);
            return signal.count();
        });

        signal.await(before, LONG);

        assertThat(signal.count()).isGreaterThan(before);
    }

    @Test
    void listensAgainAfterItsConnectionBroke() throws Exception {
        Signal signal = signals.of(name);
        int broken = listener();
        long before = signal.count();

        database.call(c -> Sql.list(c, "select pg_terminate_backend(pid) " + LISTENERS, row -> true));

        // What was raised meanwhile could not be heard, so everybody is told to look.
        signal.await(before, LONG);
        assertThat(signal.count()).isGreaterThan(before);
        awaitListener(broken);
        long again = signal.count();
        database.transaction(connection -> {
            Signals.raise(connection, name);
            return true;
        });
        signal.await(again, LONG);
        assertThat(signal.count()).isGreaterThan(again);
    }

    @Test
    void raisesAfterTheCommitHereAndElsewhere() throws Exception {
        Signal signal = signals.of(name);
        long before = signal.count();
        try (Connection other = dataSource.getConnection()) {
            Sql.execute(other, "listen fenji_signals");

            QuarkusTransaction.requiringNew().run(() -> {
                signals.raiseAfterCommit(name);
                assertThat(signal.count()).isEqualTo(before);
            });

            assertThat(signal.count()).isGreaterThan(before);
            assertThat(hears(other, name)).isTrue();
            Sql.execute(other, "unlisten *");
        }
    }

    @Test
    void aTransactionThatRollsBackRaisesNothing() {
        Signal signal = signals.of(name);
        long before = signal.count();

        QuarkusTransaction.begin();
        signals.raiseAfterCommit(name);
        QuarkusTransaction.rollback();

        assertThat(signal.count()).isEqualTo(before);
    }

    private int listener() {
        return database.call(c -> Sql.first(c, "select pid " + LISTENERS, row -> row.getInt(1)))
                .orElse(0);
    }

    private void awaitListener(int other) {
        long end = System.nanoTime() + LONG.toNanos();
        int listener = listener();
        while (listener == 0 || listener == other) {
            assertThat(System.nanoTime()).as("nobody listens").isLessThan(end);
            listener = listener();
        }
    }

    private static boolean hears(Connection connection, String name) throws SQLException {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            for (PGNotification notification :
                    connection.unwrap(PGConnection.class).getNotifications(1_000)) {
                if (notification.getParameter().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
