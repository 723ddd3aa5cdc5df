package io.fenji.systemtests.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// What a benchmark says to its database.
final class BenchSql {
    private BenchSql() {}

    /// One after another, each of them one or several statements. What is refused in a transaction, like `vacuum`, has
    /// to be alone.
    static void execute(Connection connection, String... scripts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        }
    }
}
