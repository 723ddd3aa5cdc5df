package io.fenji.systemtests.bench;

import io.fenji.systemtests.suite.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts one packaged service by itself, with the JVM options of the local run.
final class Services {
    /// Protects nothing: benchmarks have no customers.
    private static final String ENCRYPTION_KEY = "ZmVuamktYmVuY2htYXJrLWtleS0zMi1ieXRlcy4uLi4=";

    private Services() {}

    record Started(ServiceProcess process, URI address) {}

    /// @param jdbcUrl of its database, with user and password
    /// @param upstream stands in for the services that it follows
    static Started start(String module, String jdbcUrl, URI upstream, int heapMib) {
        Path jar = Project.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(module + " is not built: " + jar + " is missing");
        }
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        return new Started(
                ServiceProcess.start(
                        List.of(
                                java(),
                                "-XX:+UseSerialGC",
                                "-Xmx" + heapMib + "m",
                                "-Dfile.encoding=UTF-8",
                                "-jar",
                                jar.toString()),
                        environment(port, jdbcUrl, upstream),
                        address.resolve("/q/health/ready"),
                        Bench.module().resolve("target/bench/logs").resolve(module + ".log")),
                address);
    }

    static Map<String, String> environment(int port, String jdbcUrl, URI upstream) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", "postgres"),
                Map.entry("FENJI_BUSINESS_DATE", StubCustomerService.BUSINESS_DATE),
                Map.entry("FENJI_CUSTOMER_SERVICE_URL", upstream.toString()),
                Map.entry("FENJI_SCORING_SERVICE_URL", upstream.toString()),
                Map.entry("FENJI_ENCRYPTION_ACTIVE_KEY", "bench"),
                Map.entry("FENJI_ENCRYPTION_KEYS_BENCH", ENCRYPTION_KEY),
                Map.entry("FENJI_ENCRYPTION_BLIND_INDEX_KEY", ENCRYPTION_KEY));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
