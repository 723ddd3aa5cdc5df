package io.fenji.customer.metric;

import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/// Computes the base by slices on connections of their own, each slice in its own transaction: for vectors
/// of the date and the definitions at which the base stands already. Whoever reads meanwhile sees vectors
/// from before and from after, all of the one date.
///
/// Its caller has the lock on the base, so that nobody writes what is read here. A slice commits only if
/// that still holds after its vectors are stored: should the caller's connection have broken, a writer that
/// came then waits for the rows stored here, and writes over them. And it holds on to the state, so that no
/// other refresh moves the date meanwhile.
@ApplicationScoped
class SliceWorkers {
    private static final int CONNECTIONS = 2;

    /// How many customers were computed, and vectors changed.
    record Outcome(long customers, long changed) {}

    private record Stored(Slice slice, long changed) {}

    private final Database database;

    SliceWorkers(Database database) {
        this.database = database;
    }

    /// Moves a base without vectors to the date, at once for everybody.
    void stand(LocalDate businessDate) {
        database.transaction(connection -> {
            MetricState.stand(connection, businessDate);
            return businessDate;
        });
    }

    /// Computes the whole base.
    ///
    /// @param owner has the lock on the base, and has changed nothing that the statement reads
    /// @param state [MetricState#hold] of the owner
    /// @param sql [RefreshSql#slice]
    Outcome run(Connection owner, MetricState state, NamedSql sql, Map<String, Object> values, LongConsumer progress) {
        int pid = Sql.only(owner, "select pg_backend_pid()", row -> row.getInt(1));
        List<Slice> slices = Slice.all(owner);
        long customers = 0;
        long changed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var finished = new ExecutorCompletionService<Stored>(threads);
            slices.forEach(slice -> finished.submit(() -> new Stored(slice, store(slice, pid, state, sql, values))));
            try {
                for (int i = 0; i < slices.size(); i++) {
                    Stored stored = finished.take().get();
                    customers += stored.slice().customers();
                    changed += stored.changed();
                    progress.accept(customers);
                }
            } finally {
                // After a failure or a cancellation: those that have begun end, no others begin.
                threads.shutdownNow();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the base was computed", stopped);
        }
        return new Outcome(customers, changed);
    }

    private long store(Slice slice, int owner, MetricState state, NamedSql sql, Map<String, Object> values) {
        return database.transaction(connection -> {
            require(MetricState.hold(connection).equals(state));
            long changed = slice.store(connection, sql, values);
            require(hasBase(connection, owner));
            return changed;
        });
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The base is no longer locked by who computes it; start the refresh again");
        }
    }

    /// Whether the server process has the lock on the base alone.
    private static boolean hasBase(Connection connection, int pid) {
        return Sql.only(connection, """
                select exists (
                  select from pg_locks
                  where locktype = 'advisory' and granted and mode = 'ExclusiveLock' and objsubid = 1 and pid = ?
                    and database = (select oid from pg_database where datname = current_database())
                    and classid::bigint << 32 | objid::bigint = ?)""", row -> row.getBoolean(1), pid, AdvisoryLock.BASE.number());
    }
}
