package io.fenji.scoring.follow;

import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One follower over all replicas: a session lock of PostgreSQL on a connection of its own. When its holder dies the
/// server ends the session, and the next who asks gets the lock. It only spares work: a page is applied once in any
/// case.
final class Leadership implements AutoCloseable {
    private static final long KEY = 0x66656e6a6a01L;

    private final DataSource dataSource;
    private @Nullable Connection session;

    Leadership(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Whether this instance is the follower, now.
    boolean held() throws SQLException {
        Connection current = session;
        if (current != null) {
            if (isAlive(current)) {
                return true;
            }
            close();
        }
        Connection candidate = dataSource.getConnection();
        try {
            if (Sql.only(candidate, "select pg_try_advisory_lock(?)", row -> row.getBoolean(1), KEY)) {
                session = candidate;
                return true;
            }
            candidate.close();
            return false;
        } catch (RuntimeException failure) {
            candidate.close();
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        Connection current = session;
        session = null;
        if (current != null) {
            try (current) {
                Sql.first(current, "select pg_advisory_unlock(?)", row -> true, KEY);
            } catch (SqlFailure gone) {
                // The session is gone, and its lock with it.
                current.abort(Runnable::run);
            }
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return Sql.only(connection, "select true", row -> row.getBoolean(1));
        } catch (SqlFailure gone) {
            return false;
        }
    }
}
