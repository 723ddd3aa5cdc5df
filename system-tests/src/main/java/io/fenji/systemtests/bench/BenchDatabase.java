package io.fenji.systemtests.bench;

import io.fenji.kit.localdb.LocalDatabase;
import io.fenji.systemtests.suite.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/// A PostgreSQL of the benchmark's own, with the settings of the local run; its data are deleted in the end.
final class BenchDatabase implements AutoCloseable {
    private final LocalDatabase server;
    private final Path data;

    private BenchDatabase(LocalDatabase server, Path data) {
        this.server = server;
        this.data = data;
    }

    static BenchDatabase start() {
        Path data = Project.root()
                .resolve("system-tests/target/bench/postgres-"
                        + ProcessHandle.current().pid() + "-" + System.nanoTime());
        return new BenchDatabase(LocalDatabase.start(data, 0), data);
    }

    /// Creates the database.
    ///
    /// @return its URL with user and password
    String ensure(String name) {
        server.ensureDatabase(name);
        return url(name);
    }

    String url(String name) {
        return server.jdbcUrl(name) + "?user=" + server.user() + "&password=" + server.password();
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name));
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
