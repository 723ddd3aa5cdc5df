package io.fenji.scoring.replica;

import io.fenji.kit.sql.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// This instance among the replicas. It gives a sign of life every three seconds and holds the roles that only one of
/// them has, by leases of fifteen: one that is killed, stopped or cut off is replaced within eighteen. Five seconds
/// later the others have the database end its transactions, so that its locks go too.
@ApplicationScoped
public class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = LEASE.dividedBy(5);
    /// By then another has taken over the operations of one that is gone, so that their failing there is of no account.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String LIFE = "replica/";

    private final Database database;
    private final UUID id;
    private final Set<String> sought = ConcurrentHashMap.newKeySet();
    /// Roles that are held here, and until when (of [System#nanoTime()]) they surely are.
    private final Map<String, Long> held = new ConcurrentHashMap<>();
    private volatile boolean active = true;
    private volatile boolean late;
    private volatile @Nullable Thread thread;

    Replica(Database database, ReplicaId id) {
        this.database = database;
        this.id = id.value();
    }

    /// On a platform thread: long computations may keep all threads that carry virtual ones.
    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("replica").start(this::live);
    }

    /// Gives everything back, so that nobody waits for leases to run out.
    void stop(@Observes ShutdownEvent event) {
        active = false;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        try {
            Set.copyOf(sought).forEach(this::resign);
            database.call(c -> {
                Leases.release(c, LIFE + id, id);
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.infof("The leases of this replica run out by themselves: %s", failure.toString());
        }
    }

    /// Wants a role from now on, and has it at once if it is nobody's.
    public void seek(String role) {
        sought.add(role);
        tryToRenew();
    }

    /// Wants the role no longer.
    public synchronized void resign(String role) {
        sought.remove(role);
        held.remove(role);
        database.call(c -> {
            Leases.release(c, role, id);
            return true;
        });
    }

    /// Whether the role is this replica's, as far as is known here: the lease cannot have run out. It may be another's
    /// when this process has been stopped right after the question; who changes data asks again in its transaction.
    public boolean has(String role) {
        @Nullable Long until = held.get(role);
        return until != null && System.nanoTime() - until < 0;
    }

    /// Whether the role is this replica's, in the database and now.
    public boolean has(Connection connection, String role) {
        boolean ours = Leases.isHeld(connection, role, id);
        if (!ours) {
            held.remove(role);
        }
        return ours;
    }

    private void live() {
        while (active) {
            tryToRenew();
            try {
                Thread.sleep(RENEWAL);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void tryToRenew() {
        try {
            renew();
            if (late) {
                LOG.infof("The leases of this replica are renewed again");
                late = false;
            }
        } catch (Throwable failure) {
            // Errors too: without its sign of life this replica would be taken for dead, again and again.
            if (active && !late) {
                LOG.warnf("The leases of this replica cannot be renewed; trying on: %s", failure.toString());
                late = true;
            }
        }
    }

    synchronized void renew() {
        database.call(c -> {
            Leases.take(c, LIFE + id, id, LEASE);
            for (String role : sought) {
                seek(c, role);
            }
            long ended = Leases.endTransactionsOfGone(c, LIFE, GRACE);
            if (ended > 0) {
                LOG.warnf("Another replica gives no sign of life: %d of its transactions were ended", ended);
            }
            return true;
        });
    }

    private void seek(Connection connection, String role) {
        long until = System.nanoTime() + LEASE.toNanos();
        if (!Leases.take(connection, role, id, LEASE)) {
            held.remove(role);
        } else if (held.put(role, until) == null) {
            LOG.infof("This replica has the role '%s'", role);
        }
    }
}
