package io.fenji.scoring.simulation;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.InForce;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps the base of the last simulation in memory, one at a time, and drops it when nobody has asked for a while.
@ApplicationScoped
class Snapshots {
    private final Database database;
    private final BusinessClock clock;
    private final SimulationConfig config;
    /// Loading takes a moment: who comes meanwhile waits, and finds it there.
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Snapshot kept;
    private long lastAsked;

    Snapshots(Database database, BusinessClock clock, SimulationConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /// The base with at least these columns.
    ///
    /// @param id that of a snapshot to go on with; null for the base as it is now
    /// @throws ProblemException 410 when that snapshot is no longer kept, or lacks columns
    Snapshot get(Columns columns, @Nullable UUID id) {
        lock.lock();
        try {
            lastAsked = System.nanoTime();
            Snapshot current = kept;
            if (id != null) {
                if (current == null
                        || !current.id().equals(id)
                        || !current.columns().contain(columns)) {
                    throw new ProblemException(
                            ScoringProblem.SNAPSHOT_GONE,
                            "Snapshot %s is no longer kept, or lacks what the drafts read; ask again without it"
                                    .formatted(id));
                }
                return current;
            }
            if (current != null && current.columns().contain(columns) && isCurrent(current)) {
                return current;
            }
            // The old one makes room first.
            kept = null;
            Snapshot taken = database.transaction(c -> take(c, columns));
            kept = taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Scheduled(every = "30s", identity = "simulation-snapshots")
    void dropIdle() {
        lock.lock();
        try {
            if (System.nanoTime() - lastAsked > config.keep().toNanos()) {
                kept = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isCurrent(Snapshot snapshot) {
        return database.call(Snapshots::revision) == snapshot.revision();
    }

    private Snapshot take(Connection connection, Columns columns) {
        Sql.execute(connection, "set transaction isolation level repeatable read, read only");
        Instant now = clock.now();
        return Snapshot.of(
                revision(connection),
                now,
                columns,
                CustomerLoader.all(connection, columns),
                MetricCopy.state(connection),
                InForce.of(connection, columns.scheme()));
    }

    private static long revision(Connection connection) {
        return Sql.only(connection, "select revision from metric_copy", row -> row.getLong(1));
    }
}
