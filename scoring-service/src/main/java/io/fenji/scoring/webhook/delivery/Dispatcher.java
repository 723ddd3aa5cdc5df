package io.fenji.scoring.webhook.delivery;

import io.fenji.kit.signal.Signal;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.webhook.WebhookConfig;
import io.fenji.scoring.webhook.delivery.Courier.Parcel;
import io.fenji.scoring.webhook.delivery.Outbox.Due;
import io.fenji.scoring.webhook.delivery.Outbox.Lease;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Serves webhooks, each on a thread of its own, so that a slow or dead receiver delays nobody else. Every instance
/// does; a webhook is one instance's at a time, by a lease that ends by itself when that one dies.
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);
    /// How long a webhook is served before another instance, or webhook, gets its turn.
    private static final Duration SHIFT = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LAST_SENDS = Duration.ofSeconds(5);
    private static final int WEBHOOKS_AT_ONCE = 32;
    private static final int SENDS_AT_ONCE = 8;
    private static final int DELIVERIES_A_ROUND = 100;

    /// Claims that are served here, and until when (of [System#nanoTime()]) they surely hold.
    private final Map<UUID, Long> claims = new ConcurrentHashMap<>();
    private final Outbox outbox;
    private final Courier courier;
    private final Database database;
    private final Signal changes;
    private final WebhookConfig config;
    private final Semaphore free = new Semaphore(WEBHOOKS_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean active = true;
    private volatile boolean late;
    private volatile List<Thread> watch = List.of();

    Dispatcher(Outbox outbox, Courier courier, Database database, Signals signals, WebhookConfig config) {
        this.outbox = outbox;
        this.courier = courier;
        this.database = database;
        this.changes = signals.of(TierChangeFeed.SIGNAL);
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            watch = List.of(
                    Thread.ofVirtual().name("webhooks").start(this::watch),
                    // Long computations may keep all threads that carry virtual ones.
                    Thread.ofPlatform().daemon().name("webhooks-leases").start(this::renewLeases));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        active = false;
        watch.forEach(Thread::interrupt);
        // What does not end in time is sent again by whoever takes over.
        threads.shutdown();
        if (!threads.awaitTermination(LAST_SENDS.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    private void watch() {
        while (active) {
            try {
                long seen = changes.count();
                free.acquire();
                Optional<Lease> claimed = claim();
                if (claimed.isPresent()) {
                    threads.execute(() -> serve(claimed.get()));
                } else {
                    free.release();
                    // A signal may get lost; what is due later, or was another's, gives none.
                    changes.await(seen, config.poll());
                }
                if (late) {
                    late = false;
                    LOG.infof("Webhooks are delivered again");
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable failure) {
                // Errors too: without this thread nothing would be delivered, unnoticed.
                if (!active || !pause(failure)) {
                    return;
                }
            }
        }
    }

    private Optional<Lease> claim() {
        boolean handedOver = false;
        UUID owner = UUID.randomUUID();
        try {
            claims.put(owner, System.nanoTime() + LEASE.toNanos());
            Optional<Lease> claimed = database.call(c -> outbox.claim(c, owner, LEASE.toMillis()));
            if (claimed.isEmpty()) {
                claims.remove(owner);
            }
            handedOver = true;
            return claimed;
        } finally {
            if (!handedOver) {
                claims.remove(owner);
                free.release();
            }
        }
    }

    private void renewLeases() {
        while (active) {
            try {
                Thread.sleep(LEASE.dividedBy(3));
                long until = System.nanoTime() + LEASE.toNanos();
                List<UUID> kept = database.call(c -> outbox.renew(c, List.copyOf(claims.keySet()), LEASE.toMillis()));
                kept.forEach(owner -> claims.computeIfPresent(owner, (same, before) -> until));
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable failure) {
                // Others take over what this instance cannot keep.
                LOG.warnf("Leases of webhooks cannot be renewed; trying on: %s", failure.toString());
            }
        }
    }

    private boolean pause(Throwable failure) {
        if (!late) {
            LOG.warnf(failure, "Webhooks are not delivered while this lasts");
            late = true;
        }
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void serve(Lease claimed) {
        long end = System.nanoTime() + SHIFT.toNanos();
        try {
            boolean more = true;
            while (more && active && System.nanoTime() < end) {
                more = round(claimed, end);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            LOG.warnf(failure, "Webhook %s cannot be served; trying on", claimed.webhook());
            rest(claimed);
        } finally {
            claims.remove(claimed.owner());
            release(claimed);
            free.release();
        }
    }

    /// Sends what is due, or makes the next changes due.
    ///
    /// @return whether there may be more
    private boolean round(Lease claimed, long end) throws InterruptedException {
        @Nullable String url = database.call(c -> outbox.url(c, claimed)).orElse(null);
        if (url == null) {
            return false;
        }
        List<Parcel> parcels = database.call(c -> {
            List<Due> due = outbox.due(c, claimed.webhook(), DELIVERIES_A_ROUND);
            return due.isEmpty() ? List.of() : courier.pack(c, claimed.webhook(), due);
        });
        if (parcels.isEmpty()) {
            return database.transaction(c -> outbox.advance(c, claimed));
        }
        AtomicBoolean goOn = new AtomicBoolean(true);
        Semaphore sends = new Semaphore(SENDS_AT_ONCE);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Parcel parcel : parcels) {
                sends.acquire();
                if (!active || !goOn.get() || System.nanoTime() >= end || !isHeld(claimed)) {
                    break;
                }
                senders.execute(() -> {
                    try {
                        if (!courier.deliver(claimed, url, parcel)) {
                            goOn.set(false);
                        }
                    } catch (RuntimeException failure) {
                        // Not noted, so it is due still.
                        goOn.set(false);
                        LOG.warnf(
                                failure,
                                "Delivery %s cannot be made or noted",
                                parcel.due().id());
                        rest(claimed);
                    } finally {
                        sends.release();
                    }
                });
            }
        }
        return goOn.get();
    }

    /// Whether nobody else can have taken it over.
    private boolean isHeld(Lease claimed) {
        @Nullable Long until = claims.get(claimed.owner());
        return until != null && System.nanoTime() - until < 0;
    }

    /// After a fault of ours, so that it is not met again at once.
    private void rest(Lease claimed) {
        try {
            database.call(c -> {
                outbox.pause(c, claimed.webhook(), REST_AFTER_FAILURE.toMillis());
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.debugf("Webhook %s does not rest: %s", claimed.webhook(), failure.toString());
        }
    }

    private void release(Lease claimed) {
        try {
            database.call(c -> {
                outbox.release(c, claimed);
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.warnf("The lease of webhook %s ends by itself: %s", claimed.webhook(), failure.toString());
        }
    }
}
