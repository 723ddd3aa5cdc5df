package io.fenji.customer.metric;

import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
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
    /// How many customers were computed, and vectors changed.
    record Outcome(long customers, long changed) {}

    private record Stored(Slice slice, long changed) {}

    private final Database database;

    SliceWorkers(Database database) {
        this.database = database;
    }

    /// Runs work with connections for [#run].
    <T> T connected(Function<List<Connection>, T> work) {
        return database.call(one -> database.call(another -> work.apply(List.of(one, another))));
    }

    /// Computes the whole base.
    ///
    /// @param owner has the lock on the base, and has changed nothing that the statement reads
    /// @param workers other connections
    /// @param state [MetricState#hold] of the owner
    /// @param sql [RefreshSql#slice]
    Outcome run(
            Connection owner,
            List<Connection> workers,
            MetricState state,
            NamedSql sql,
            Map<String, Object> values,
            LongConsumer progress) {
        int pid = Sql.only(owner, "select pg_backend_pid()", row -> row.getInt(1));
        // Not by the owner, who would hold locks on tables while its workers wait behind others for the same.
        List<Slice> slices = Slice.all(workers.getFirst());
        BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(workers.size(), false, workers);
        long customers = 0;
        long changed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            var finished = new ExecutorCompletionService<Stored>(threads);
            slices.forEach(slice -> finished.submit(() -> {
                Connection worker = idle.take();
                try {
                    return new Stored(slice, store(worker, slice, pid, state, sql, values));
                } finally {
                    idle.add(worker);
                }
            }));
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

    private static long store(
            Connection worker, Slice slice, int owner, MetricState state, NamedSql sql, Map<String, Object> values)
            throws Exception {
        return Database.transaction(worker, connection -> {
            // A change of the tables may wait for the owner: PostgreSQL cannot see that the owner waits for this.
            Sql.execute(connection, "set local lock_timeout = '30s'");
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
