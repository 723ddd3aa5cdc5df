package io.fenji.kit.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.http.TraceId;
import io.fenji.kit.operation.OperationStore.Claim;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.Problem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signal;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.SqlFailure;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes on operations, a few at a time; every instance does. A lease that is renewed while the work goes on
/// lets another instance (or the next start) take over the work of one that died.
@ApplicationScoped
public class OperationRunner {
    private static final Logger LOG = Logger.getLogger(OperationRunner.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 10;

    private final OperationStore store;
    private final ObjectMapper json;
    private final Map<String, OperationHandler> handlers;
    private final int parallel;
    private final Duration poll;
    private final Signal queued;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<OperationStore.Lease> running = ConcurrentHashMap.newKeySet();
    private volatile boolean active = true;

    @Inject
    OperationRunner(
            OperationStore store,
            ObjectMapper json,
            @All List<OperationHandler> handlers,
            Signals signals,
            @ConfigProperty(name = "fenji.operations.parallel", defaultValue = "2") int parallel,
            @ConfigProperty(name = "fenji.operations.poll", defaultValue = "1s") Duration poll) {
        this.store = store;
        this.json = json;
        this.handlers = handlers.stream().collect(Collectors.toMap(OperationHandler::kind, Function.identity()));
        this.parallel = parallel;
        this.poll = poll;
        this.queued = signals.of(OperationStore.SIGNAL);
    }

    void start(@Observes StartupEvent event) {
        List<String> givingWay = handlers.values().stream()
                .filter(OperationHandler::givesWay)
                .map(OperationHandler::kind)
                .toList();
        for (int i = 0; i < parallel; i++) {
            List<String> notFor = i == 0 && parallel > 1 ? givingWay : List.of();
            Runnable worker = () -> work(notFor);
            threads.add(Thread.ofVirtual().name("operations-" + i).start(worker));
        }
        // Long computations may keep all threads that carry virtual ones.
        threads.add(Thread.ofPlatform().daemon().name("operations-leases").start(this::renewLeases));
    }

    void stop(@Observes ShutdownEvent event) {
        active = false;
        threads.forEach(Thread::interrupt);
    }

    private void work(List<String> notFor) {
        while (active) {
            try {
                long seen = queued.count();
                Optional<Claim> claim = store.claim(notFor);
                if (claim.isPresent()) {
                    perform(claim.get());
                } else {
                    // A signal may get lost, and a lease that runs out gives none.
                    queued.await(seen, poll);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failure) {
                // Errors too: a worker that ends would leave every later operation waiting for ever.
                if (!active) {
                    return;
                }
                LOG.warnf(failure, "Operations cannot be claimed, or not be ended; trying on");
                pause();
            }
        }
    }

    private void perform(Claim claim) {
        OperationHandler handler = handlers.get(claim.kind());
        if (handler == null || claim.attempt() > MOST_ATTEMPTS) {
            fail(
                    claim,
                    new ProblemException(
                            CommonProblem.INTERNAL_ERROR,
                            handler == null
                                    ? "No handler for operations of kind " + claim.kind()
                                    : "Given up after %d attempts that never ended".formatted(MOST_ATTEMPTS)));
            return;
        }
        running.add(claim.lease());
        try {
            // Where this fails the operation has not: the work is done, and whoever takes it on next finds that.
            result(handler, claim).ifPresent(result -> {
                store.finish(claim.lease(), OperationState.SUCCEEDED, result, null);
                LOG.infof("Operation %s %s succeeded", claim.kind(), claim.id());
            });
        } finally {
            running.remove(claim.lease());
        }
    }

    /// Does the work.
    ///
    /// @return its result; nothing when it has ended otherwise, or is to be taken on again
    private Optional<JsonNode> result(OperationHandler handler, Claim claim) {
        try {
            return Optional.of(handler.run(new Context(claim)));
        } catch (CancelledException cancelled) {
            store.finish(claim.lease(), OperationState.CANCELLED, null, null);
            LOG.infof("Operation %s %s was cancelled or taken over", claim.kind(), claim.id());
        } catch (ProblemException problem) {
            fail(claim, problem);
        } catch (Throwable failure) {
            if (!active) {
                // Shutting down: the lease runs out and the next start takes the work on again.
                LOG.infof("Operation %s %s was interrupted by the shutdown", claim.kind(), claim.id());
            } else if (failure instanceof SqlFailure sql && sql.isLostConnection()) {
                // Perhaps in its commit, of which nobody knows then whether it was made.
                LOG.warnf(failure, "Operation %s %s lost the database, to be taken on again", claim.kind(), claim.id());
            } else {
                LOG.errorf(failure, "Operation %s %s failed", claim.kind(), claim.id());
                fail(
                        claim,
                        new ProblemException(
                                CommonProblem.INTERNAL_ERROR,
                                "Something went wrong on our side; the log has it under this operation's id",
                                List.of(),
                                failure));
            }
        }
        return Optional.empty();
    }

    private void fail(Claim claim, ProblemException problem) {
        Problem body = problem.toProblem(TraceId.random());
        LOG.infof("Operation %s %s failed: %s (%s)", claim.kind(), claim.id(), body.code(), body.traceId());
        store.finish(claim.lease(), OperationState.FAILED, null, json.valueToTree(body));
    }

    private void renewLeases() {
        while (active) {
            try {
                Thread.sleep(OperationStore.LEASE.dividedBy(3));
                running.forEach(lease -> {
                    if (!store.renew(lease)) {
                        LOG.debugf("Operation %s was cancelled or taken over", lease.id());
                    }
                });
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.warnf(failure, "Leases cannot be renewed; trying on");
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Context implements OperationContext {
        private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

        private final Claim claim;
        private long reported = System.nanoTime() - EVERY_NANOS;
        private String phase = "";

        Context(Claim claim) {
            this.claim = claim;
        }

        @Override
        public UUID id() {
            return claim.id();
        }

        @Override
        public JsonNode request() {
            return claim.request();
        }

        @Override
        public void progress(String newPhase, long done, @Nullable Long total) {
            long now = System.nanoTime();
            if (now - reported < EVERY_NANOS && phase.equals(newPhase)) {
                return;
            }
            reported = now;
            phase = newPhase;
            boolean ours;
            try {
                ours = store.report(claim.lease(), newPhase, done, total);
            } catch (SqlFailure failure) {
                // A report that does not get through must not end the work.
                LOG.warnf("Operation %s cannot report: %s", claim.id(), failure.getMessage());
                return;
            }
            if (!ours) {
                throw new CancelledException("Cancelled, or taken over");
            }
        }
    }
}
