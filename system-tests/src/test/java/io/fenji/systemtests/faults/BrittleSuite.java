package io.fenji.systemtests.faults;

import io.fenji.kit.localdb.LocalDatabase;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.suite.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Packaged services whose processes and database can be taken away and brought back, on the ports they had.
final class BrittleSuite implements AutoCloseable {
    /// Protects nothing.
    private static final String ENCRYPTION_KEY = "ZmVuamktYmVuY2htYXJrLWtleS0zMi1ieXRlcy4uLi4=";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path state;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);
    private final Map<Service, Process> replicas = new EnumMap<>(Service.class);
    private final Map<Service, Integer> replicaPorts = new EnumMap<>(Service.class);
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "FENJI_ENCRYPTION_ACTIVE_KEY", "test",
            "FENJI_ENCRYPTION_KEYS_TEST", ENCRYPTION_KEY,
            "FENJI_ENCRYPTION_BLIND_INDEX_KEY", ENCRYPTION_KEY));
    private final int databasePort;
    private @Nullable LocalDatabase database;

    private BrittleSuite(Path state) {
        this.state = state;
        for (Service service : Service.values()) {
            ports.put(service, freePort());
        }
        databasePort = freePort();
    }

    /// Starts them and waits until they are ready.
    ///
    /// @param name of its folder below `target/suites`
    static BrittleSuite start(String name, List<Service> services) {
        BrittleSuite suite = new BrittleSuite(Project.root()
                .resolve("system-tests/target/suites")
                .resolve(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        try {
            suite.startDatabase();
            services.forEach(suite::launch);
            services.forEach(suite::awaitReady);
            return suite;
        } catch (RuntimeException failure) {
            suite.close();
            throw failure;
        }
    }

    Api api(Service service) {
        return new Api(address(service));
    }

    URI address(Service service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    /// `kill -9`, and its end.
    void kill(Service service) {
        Process process = processes.remove(service);
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Stops the process as it stands (`SIGSTOP`): it neither answers nor ends.
    void freeze(Service service) {
        signal("STOP", processes.get(service));
    }

    /// Lets it go on.
    void thaw(Service service) {
        signal("CONT", processes.get(service));
    }

    /// [#freeze] of the second process.
    void freezeReplica(Service service) {
        signal("STOP", replicas.get(service));
    }

    void thawReplica(Service service) {
        signal("CONT", replicas.get(service));
    }

    private static void signal(String name, Process process) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Starts a second process on the service's database, on a port that it keeps; without waiting until it is ready.
    void startReplica(Service service) {
        replicas.put(service, launch(service, replicaPorts.computeIfAbsent(service, any -> freePort())));
    }

    /// The second process.
    Api replica(Service service) {
        return new Api(URI.create("http://127.0.0.1:" + replicaPorts.get(service)));
    }

    /// `kill -9` of the second process, and its end.
    void killReplica(Service service) {
        Process process = replicas.remove(service);
        process.destroyForcibly();
        process.onExit().join();
    }

    /// What services that are started from now on are told; null takes it back.
    void set(String variable, @Nullable String value) {
        if (value == null) {
            settings.remove(variable);
        } else {
            settings.put(variable, value);
        }
    }

    void restart(Service service) {
        launch(service);
        awaitReady(service);
    }

    void stopDatabase() {
        LocalDatabase running = database;
        database = null;
        if (running != null) {
            running.close();
        }
    }

    void startDatabase() {
        LocalDatabase started = LocalDatabase.start(state.resolve("postgres"), databasePort);
        database = started;
        for (Service service : Service.values()) {
            started.ensureDatabase(databaseOf(service));
        }
    }

    /// Waits until the second process is ready.
    void awaitReplica(Service service) {
        while (!isReady(replica(service).base())) {
            if (!replicas.get(service).isAlive()) {
                throw new IllegalStateException("The replica of " + service + " has ended, see " + log(service));
            }
            pause(POLL);
        }
    }

    /// Whether the service says that it is ready.
    boolean isReady(Service service) {
        return isReady(address(service));
    }

    private static boolean isReady(URI address) {
        try (HttpClient http = client()) {
            return http.send(
                                    HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Waits until the service is ready.
    ///
    /// @throws IllegalStateException when it has ended or is not ready within the limit
    void awaitReady(Service service, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady(service)) {
            if (!processes.get(service).isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(service + " was not ready within " + limit + ", see " + log(service));
            }
            pause(POLL);
        }
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        List<Process> all = Stream.concat(processes.values().stream(), replicas.values().stream())
                .toList();
        all.forEach(Process::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        stopDatabase();
        try (Stream<Path> files = Files.walk(state.resolve("postgres"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady(Service service) {
        awaitReady(service, START_LIMIT);
    }

    private void launch(Service service) {
        processes.put(service, launch(service, ports.get(service)));
    }

    private Process launch(Service service, int port) {
        Path jar = Project.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + service.defaultHeap() + "m",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(service)));
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, databaseOf(service)));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("FENJI_BUSINESS_DATE", "2026-06-30");
        environment.put("FENJI_CUSTOMER_SERVICE_URL", address(Service.CUSTOMER).toString());
        environment.put("FENJI_SCORING_SERVICE_URL", address(Service.SCORING).toString());
        environment.putAll(settings);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private File log(Service service) {
        return state.resolve(service.module() + ".log").toFile();
    }

    private static String databaseOf(Service service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
