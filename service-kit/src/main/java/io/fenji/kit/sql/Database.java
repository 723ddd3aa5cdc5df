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

    Database(DataSource dataSource) {
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
        return call(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                try {
                    connection.rollback();
                } catch (SQLException alsoFailed) {
                    failure.addSuppressed(alsoFailed);
                }
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }
}
