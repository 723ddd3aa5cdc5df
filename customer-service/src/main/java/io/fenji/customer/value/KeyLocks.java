package io.fenji.customer.value;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Makes single writes that create the same natural key wait for each other instead of failing on the unique
/// constraint.
public final class KeyLocks {
    private static final String UNIQUE_VIOLATION = "23505";

    private KeyLocks() {}

    /// Held until the transaction ends; taken in one order, so that no two writers wait for each other.
    public static void lock(Connection connection, String table, Collection<ExternalKey> keys) {
        for (ExternalKey key : new TreeSet<>(keys)) {
            Sql.first(
                    connection,
                    "select pg_advisory_xact_lock(hashtextextended(?, 11))",
                    row -> true,
                    table + '\n' + key.source() + '\n' + key.key());
        }
    }

    /// An import does not take these locks: when it was first with a key, the caller is told to try again.
    public static RuntimeException translated(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "An import made one of these keys at this moment; try again",
                        List.of(),
                        failure);
            }
        }
        return failure;
    }
}
