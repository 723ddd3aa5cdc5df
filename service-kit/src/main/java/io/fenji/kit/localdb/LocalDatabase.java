package io.fenji.kit.localdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of our own from embedded binaries: no Docker, also as root. Data in a given directory
/// stay and are found again; a server that an earlier, killed owner left behind on it is stopped first.
public final class LocalDatabase implements AutoCloseable {
    /// Loopback only, and trusted there: never a production set-up.
    private static final String USER = "postgres";

    private static final Duration STOP_TIME = Duration.ofSeconds(20);

    private final EmbeddedPostgres server;

    private LocalDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Starts a server that keeps its data.
    ///
    /// @param directory where the data live, kept
    /// @param port on the loopback address
    public static LocalDatabase start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /// A server for tests on a free port; its data are lost with it, so it need not wait for the disk.
    public static LocalDatabase temporary() {
        return start(null, 0, Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off"));
    }

    /// Starts a server; without a directory its data are temporary, port 0 takes a free one.
    ///
    /// @param settings `postgresql.conf` settings over the defaults here
    public static LocalDatabase start(@Nullable Path directory, int port, Map<String, String> settings) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("work_mem", "64MB")
                    .setServerConfig("maintenance_work_mem", "256MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("jit", "off")
                    // Embedded PostgreSQL would answer before a commit is on disk.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("log_min_messages", "warning");
            if (port > 0) {
                builder.setPort(port);
            }
            settings.forEach(builder::setServerConfig);
            if (directory != null) {
                stopOrphan(directory);
                builder.setDataDirectory(directory).setCleanDataDirectory(false);
            }
            return new LocalDatabase(directory == null ? builder.start() : make(directory, builder));
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL did not start: " + failure.getMessage(), failure);
        }
    }

    public int port() {
        return server.getPort();
    }

    public String user() {
        return USER;
    }

    /// Ignored on the loopback address, but clients want one.
    public String password() {
        return USER;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /// Creates the database if it is not there.
    ///
    /// @return its JDBC URL
    public String ensureDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, USER);
                var find = connection.prepareStatement("select from pg_database where datname = ?")) {
            find.setString(1, name);
            try (var found = find.executeQuery()) {
                if (!found.next()) {
                    try (var create = connection.createStatement()) {
                        create.execute("create database " + name);
                    }
                }
            }
            return jdbcUrl(name);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Database %s cannot be made: %s".formatted(name, failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Starts on the directory; one that was killed while it was being made is made anew.
    private static EmbeddedPostgres make(Path directory, EmbeddedPostgres.Builder builder) throws IOException {
        Path making = directory.resolveSibling(directory.getFileName() + ".making");
        if (Files.exists(making)) {
            deleteRecursively(directory);
        }
        Files.createDirectories(directory);
        if (!Files.exists(directory.resolve("PG_VERSION"))) {
            Files.writeString(making, "");
        }
        EmbeddedPostgres started = builder.start();
        Files.deleteIfExists(making);
        return started;
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static void stopOrphan(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!first.matches("\\d{1,18}")) {
            // Cut off by a full disk or a crash: no server wrote it to its end, so none runs.
            Files.delete(pidFile);
            return;
        }
        long pid = Long.parseLong(first);
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (orphan.isPresent()) {
            // SIGINT is PostgreSQL's fast shutdown: it does not wait for the clients an orphan may still have.
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
            try {
                orphan.get().onExit().get(STOP_TIME.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while stopping PostgreSQL " + pid, stopped);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException stuck) {
                throw new IOException(
                        "PostgreSQL %d still runs on %s; stop it and start again".formatted(pid, directory), stuck);
            }
        }
        Files.deleteIfExists(pidFile);
    }
}
