package io.fenji.customer.landing;

import io.fenji.kit.operation.CancelledException;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for a cancellation while a long statement runs, and ends the statement: a phase of a large import is one
/// statement of minutes.
final class CancelWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CancelWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final OperationContext context;
    private final Connection connection;
    private final long rows;
    private final Thread thread;
    private String phase;
    private volatile @Nullable CancelledException cancelled;

    CancelWatch(Connection connection, OperationContext context, String phase, long rows) {
        this.context = context;
        this.connection = connection;
        this.phase = phase;
        this.rows = rows;
        this.thread = Thread.ofVirtual().name("import-watch").start(this::watch);
    }

    /// Begins a phase.
    ///
    /// @throws CancelledException when the import was cancelled
    synchronized void begin(String next, long done) {
        check();
        phase = next;
        context.progress(next, done, rows);
    }

    /// Ends the import when it was cancelled, whatever the statement's failure was.
    void check() {
        CancelledException reason = cancelled;
        if (reason != null) {
            throw reason;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        try {
            if (cancelled == null) {
                context.progress(phase, 0, rows);
            } else {
                // The first request may have come between two statements.
                Sql.cancelRunning(connection);
            }
        } catch (CancelledException reason) {
            cancelled = reason;
            look();
        } catch (SqlFailure failure) {
            LOG.warnf("An import's statement cannot be cancelled: %s", failure.getMessage());
        }
    }
}
