package io.fenji.launcher.local;

import io.fenji.kit.localdb.LocalDatabase;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Phase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The running suite: PostgreSQL and three services. Closing it stops what it started, and so does the end of this
/// process.
public final class Suite implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration GRACE = Duration.ofSeconds(12);

    private final SuiteOptions options;
    private final Console console;
    private final StateDirectory state;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable LocalDatabase database;

    private Suite(SuiteOptions options, Console console, StateDirectory state) {
        this.options = options;
        this.console = console;
        this.state = state;
    }

    /// Starts everything and waits until all services are ready.
    ///
    /// @throws Failure if the state is in use, a port is taken, there is no room on disk, or a service
    /// does not come up
    public static Suite start(SuiteOptions options, Console console) {
        return start(options, console, () -> {});
    }

    /// The same.
    ///
    /// @param prepare runs first, once the state is this launcher's: what it writes there no other one reads
    public static Suite start(SuiteOptions options, Console console, Runnable prepare) {
        DiskSpace.require(options.state(), 0);
        Suite suite = new Suite(options, console, StateDirectory.take(options.state()));
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop-suite"));
        try {
            prepare.run();
            suite.startAll();
            return suite;
        } catch (IOException failure) {
            suite.close();
            throw Failures.of(failure, options.state());
        } catch (RuntimeException failure) {
            suite.close();
            throw failure;
        }
    }

    public URI address(Service service) {
        return options.ports().address(service);
    }

    public SuiteOptions options() {
        return options;
    }

    public Path log(Service service) {
        return state.log(service);
    }

    /// Blocks until a service ends, which none should.
    ///
    /// @throws Failure that says which one, and why
    public void awaitTheEnd() {
        CompletableFuture<?>[] ends =
                services.stream().map(service -> service.handle().onExit()).toArray(CompletableFuture[]::new);
        CompletableFuture.anyOf(ends).join();
        requireAlive();
    }

    /// Checks that all services still run.
    ///
    /// @throws Failure if a service has ended: the reason behind a failing request
    public void requireAlive() {
        services.forEach(service -> service.requireAlive("service.died"));
    }

    /// Whether this process is on its way out, so that failures are only echoes of it.
    public boolean isStopping() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Processes.stop(services.stream().map(ServiceProcess::handle).toList(), GRACE);
        try (state) {
            LocalDatabase running = database;
            if (running != null) {
                running.close();
            }
            state.processes().clear();
        } catch (IOException failure) {
            console.error(Failures.of(failure, options.state()).sentence(console.messages()));
        }
    }

    private void startAll() throws IOException {
        for (Service service : Service.values()) {
            service.requireBuilt(options.root());
        }
        stopOrphans();
        options.ports().requireFree();
        ContactKeys keys = ContactKeys.of(state.keys(), state.postgres());
        if (keys.made()) {
            console.note("keys.made", keys.directory());
        }
        LocalDatabase running;
        try (Phase phase = console.phase("phase.postgres")) {
            running = startDatabase();
            phase.succeeded();
        }
        try (Phase phase = console.phase("phase.services")) {
            for (Service service : Service.values()) {
                Map<String, String> environment = environment(service, running);
                if (service == Service.CUSTOMER) {
                    environment.putAll(keys.environment());
                    // No logins yet: whoever runs the suite may read all of it.
                    environment.put("FENJI_LOCAL_ROLES", "personal-data-reader");
                    environment.put("FENJI_LOCAL_CALLER", System.getProperty("user.name"));
                }
                if (service == Service.SCORING) {
                    environment.putAll(keys.webhookEnvironment());
                }
                ServiceProcess process = ServiceProcess.start(service, options, environment, state.log(service));
                services.add(process);
                state.processes().add(process.handle());
                if (closed.get()) {
                    // Stopped while starting: the closing thread may not have seen this one.
                    process.handle().destroy();
                }
            }
            awaitReady(phase);
            phase.succeeded();
        }
    }

    private void stopOrphans() throws IOException {
        int stopped = state.processes().stopOrphans();
        for (Path sibling : state.siblings()) {
            // A company whose lock is free has no launcher: what still runs for it only holds ports and memory.
            StateDirectory other = StateDirectory.tryTake(sibling);
            if (other != null) {
                try (other) {
                    stopped += other.processes().stopOrphans();
                }
            }
        }
        if (stopped > 0) {
            console.note("orphans.stopped", stopped);
        }
    }

    private LocalDatabase startDatabase() {
        try {
            LocalDatabase started =
                    LocalDatabase.start(state.postgres(), options.ports().postgres());
            database = started;
            for (Service service : Service.values()) {
                started.ensureDatabase(service.database());
            }
            return started;
        } catch (RuntimeException failure) {
            throw Failures.isDiskFull(failure)
                    ? new Failure(failure, "disk.full", state.postgres())
                    : new Failure(failure, "postgres.failed", Failures.reason(failure), state.postgres());
        }
    }

    private Map<String, String> environment(Service service, LocalDatabase running) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(options.ports().of(service)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", running.jdbcUrl(service.database()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", running.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", running.password());
        environment.put("FENJI_ZONE", options.zone().getId());
        environment.put("FENJI_BASE_CURRENCY", options.currency());
        environment.put("FENJI_CUSTOMER_SERVICE_URL", address(Service.CUSTOMER).toString());
        environment.put("FENJI_SCORING_SERVICE_URL", address(Service.SCORING).toString());
        if (options.businessDate() != null) {
            environment.put("FENJI_BUSINESS_DATE", options.businessDate().toString());
        }
        return environment;
    }

    private void awaitReady(Phase phase) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            List<ServiceProcess> waiting = new ArrayList<>(services);
            long limit = System.nanoTime() + START_LIMIT.toNanos();
            while (true) {
                waiting.removeIf(service -> service.isReady(http));
                if (waiting.isEmpty()) {
                    return;
                }
                if (System.nanoTime() > limit) {
                    throw waiting.getFirst().late(START_LIMIT);
                }
                phase.progress(
                        waiting.getFirst().service().module(), services.size() - waiting.size(), services.size());
                Thread.sleep(POLL);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(stopped, "interrupted");
        }
    }
}
