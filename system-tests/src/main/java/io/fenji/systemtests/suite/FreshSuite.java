package io.fenji.systemtests.suite;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.local.Ports;
import io.fenji.launcher.local.Service;
import io.fenji.launcher.local.Suite;
import io.fenji.launcher.local.SuiteOptions;
import io.fenji.systemtests.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The three packaged services and a PostgreSQL with empty databases, on free ports. Closing it stops them and deletes
/// the databases; the services' logs stay in `target/suites`.
public final class FreshSuite implements AutoCloseable {
    private final Suite suite;

    private FreshSuite(Suite suite) {
        this.suite = suite;
    }

    /// Starts it and waits until all three services are ready.
    ///
    /// @param name of its folder below `target/suites`
    /// @param heapFactor multiplies the services' usual heaps
    public static FreshSuite start(String name, ZoneId zone, LocalDate businessDate, String currency, int heapFactor) {
        Path root = Project.root();
        Path state = root.resolve("system-tests/target/suites")
                .resolve(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        SuiteOptions options = new SuiteOptions(root, state, freePorts(), zone, businessDate, currency, heapFactor);
        return new FreshSuite(Suite.start(options, Console.silent()));
    }

    public Api customers() {
        return new Api(suite.address(Service.CUSTOMER));
    }

    public Api scoring() {
        return new Api(suite.address(Service.SCORING));
    }

    public Api reports() {
        return new Api(suite.address(Service.REPORT));
    }

    /// For benchmarks only, which compare with plain SQL on the same server; tests use the APIs.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + suite.options().ports().postgres() + "/" + database
                + "?user=postgres&password=postgres";
    }

    /// Memory that the service holds now.
    public double residentMib(Service service) throws IOException {
        String jar = service.module() + "/target/quarkus-app";
        long pid = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(jar))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(service + " does not run"));
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        suite.close();
        delete(suite.options().state().resolve("postgres"));
    }

    /// All are open at once, so that they differ.
    private static Ports freePorts() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(FreshSuite::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
