package io.fenji.kit.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Connections for set-based work. Inside a `@Transactional` method use [#call], which joins it; long work
/// outside one uses [#transaction], which no JTA time limit ends.
@ApplicationScoped
public class Database {
    /// Work with a connection.
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws Exception;
    }

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Joins the surrounding JTA transaction; without one every statement commits by itself.
    public <T> T call(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.run(connection);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// One transaction of its own: committed when the work returns, rolled back when it throws. Not to be
    /// used inside a `@Transactional` method.
    public <T> T transaction(Work<T> work) {
        return call(connection -> transaction(connection, work));
    }

    /// A transaction on a connection of [#call]: for several in turn that share what a session has.
    public static <T> T transaction(Connection connection, Work<T> work) throws Exception {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (Throwable failure) {
            undo(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /// Rolls back; a connection that cannot even do that is broken, and is closed for good instead of being used again.
    private static void undo(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            try {
                connection.abort(Runnable::run);
            } catch (SQLException notEvenThat) {
                failure.addSuppressed(notEvenThat);
            }
        }
    }
}
