package io.fenji.kit.signal;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Keeps one connection that listens, opens it again when it breaks, and sends what was raised here.
@ApplicationScoped
class SignalListener {
    private static final Logger LOG = Logger.getLogger(SignalListener.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    /// How long a connection may be silent before it has to show that it is alive.
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final int ALIVE_WITHIN_SECONDS = 5;
    /// However many transactions commit, so many notifications are sent.
    private static final Duration BETWEEN_NOTIFICATIONS = Duration.ofMillis(20);

    private final DataSource dataSource;
    private final Database database;
    private final Signals signals;
    private volatile boolean active = true;
    private volatile boolean late;
    private volatile List<Thread> threads = List.of();

    SignalListener(DataSource dataSource, Database database, Signals signals) {
        this.dataSource = dataSource;
        this.database = database;
        this.signals = signals;
    }

    void start(@Observes StartupEvent event) {
        threads = List.of(
                Thread.ofVirtual().name("signals-listen").start(() -> goOn(this::listen)),
                Thread.ofVirtual().name("signals-send").start(() -> goOn(this::send)));
    }

    void stop(@Observes ShutdownEvent event) {
        active = false;
        threads.forEach(Thread::interrupt);
    }

    private interface Work {
        void run() throws SQLException, InterruptedException;
    }

    private void goOn(Work work) {
        while (active) {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable failure) {
                // Errors too: without this thread everybody would wait for the time to look by himself, unnoticed.
                if (!active || !pause(failure)) {
                    return;
                }
            }
        }
    }

    private boolean pause(Throwable failure) {
        // Once, not every second.
        if (!late) {
            LOG.warnf("Signals are late while this lasts: %s", failure);
            late = true;
        }
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            try {
                Sql.execute(connection, "listen " + Signals.CHANNEL);
                if (late) {
                    LOG.infof("Signals are heard again");
                    late = false;
                }
                signals.raiseAll();
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (active) {
                    hear(connection, notified.getNotifications(Math.toIntExact(SILENCE.toMillis())));
                }
            } finally {
                // It must not go back to the others while it listens.
                connection.abort(Runnable::run);
            }
        }
    }

    private void hear(Connection connection, PGNotification @Nullable [] notifications) throws SQLException {
        if (notifications == null || notifications.length == 0) {
            if (!connection.isValid(ALIVE_WITHIN_SECONDS)) {
                throw new SQLException("The listening connection is dead");
            }
            return;
        }
        for (PGNotification notification : notifications) {
            signals.heard(notification.getParameter());
        }
    }

    void send() throws InterruptedException {
        long seen = signals.sending().count();
        Set<String> names = signals.takeUnsent();
        if (names.isEmpty()) {
            signals.sending().await(seen, SILENCE);
            return;
        }
        boolean sent = false;
        try {
            sent = database.call(connection -> {
                names.forEach(name -> Signals.raise(connection, name));
                return true;
            });
        } finally {
            if (!sent) {
                signals.notSent(names);
            }
        }
        Thread.sleep(BETWEEN_NOTIFICATIONS);
    }
}
