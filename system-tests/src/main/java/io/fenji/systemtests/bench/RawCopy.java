package io.fenji.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes rows that are in tables already once more with nothing but COPY, into empty tables of the same definition:
/// columns, indexes, checks and foreign keys.
final class RawCopy {
    private static final String SCHEMA = "raw_copy";
    private static final int BUFFER = 1 << 16;

    private final Connection connection;
    private final List<String> tables;
    private final Path folder;
    private final Map<String, String> last = new HashMap<>();

    /// @param folder for the rows, in COPY's binary format
    RawCopy(Connection connection, List<String> tables, Path folder) {
        this.connection = connection;
        this.tables = tables;
        this.folder = folder;
    }

    /// Which rows are copied: all, into empty tables, or those that came since [#remember], beside those remembered.
    enum Rows {
        ALL,
        NEW
    }

    /// Notes what is there now; later rows stand behind it.
    void remember() throws SQLException {
        last.clear();
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select max(ctid) from public." + table)) {
                row.next();
                last.put(table, row.getString(1));
            }
        }
    }

    /// Copies, and gives the seconds for all tables together, in one transaction as an import is
    double seconds(Rows which) throws SQLException, IOException {
        Files.createDirectories(folder);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (String table : tables) {
            String rows = which == Rows.ALL
                    ? "public." + table
                    : "(select * from public.%s where ctid > '%s')".formatted(table, last.get(table));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(table)), BUFFER)) {
                copy.copyOut("copy " + rows + " to stdout (format binary)", out);
            }
        }
        createTables();
        if (which == Rows.NEW) {
            for (String table : tables) {
                BenchSql.execute(
                        connection,
                        "insert into %s.%s select * from public.%2$s where ctid <= '%s'"
                                .formatted(SCHEMA, table, last.get(table)));
            }
        }
        BenchSql.execute(connection, "checkpoint");
        connection.setAutoCommit(false);
        long begin = System.nanoTime();
        for (String table : tables) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file(table)), BUFFER)) {
                copy.copyIn("copy " + SCHEMA + "." + table + " from stdin (format binary)", in, BUFFER);
            }
        }
        connection.commit();
        double seconds = (System.nanoTime() - begin) / 1e9;
        connection.setAutoCommit(true);
        BenchSql.execute(connection, "drop schema " + SCHEMA + " cascade");
        for (String table : tables) {
            Files.delete(file(table));
        }
        return seconds;
    }

    private void createTables() throws SQLException {
        BenchSql.execute(connection, "create schema " + SCHEMA);
        for (String table : tables) {
            BenchSql.execute(
                    connection, "create table %s.%s (like public.%s including all)".formatted(SCHEMA, table, table));
        }
        // LIKE leaves foreign keys out.
        for (String table : tables) {
            for (String definition : foreignKeys(table)) {
                BenchSql.execute(connection, "alter table %s.%s add %s".formatted(SCHEMA, table, definition));
            }
        }
    }

    private List<String> foreignKeys(String table) throws SQLException {
        List<String> definitions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select pg_get_constraintdef(oid) from pg_constraint where contype = 'f'"
                                + " and conrelid = 'public." + table + "'::regclass")) {
            while (rows.next()) {
                definitions.add(rows.getString(1));
            }
        }
        return definitions;
    }

    private Path file(String table) {
        return folder.resolve(table + ".copy");
    }
}
