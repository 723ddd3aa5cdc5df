package io.fenji.customer.value;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /// Takes those of the locks that nobody has.
    ///
    /// @return the keys whose locks it took, once the pipeline has run
    public static Set<ExternalKey> tryLock(Pipeline pipeline, String table, Collection<ExternalKey> keys) {
        Set<ExternalKey> locked = new HashSet<>();
        if (!keys.isEmpty()) {
            pipeline.each(
                    """
                    select source, key from unnest(?::text[], ?::text[]) as k (source, key)
                    where pg_try_advisory_xact_lock(hashtextextended(concat_ws(E'\\n', ?, source, key), 11))""",
                    row -> locked.add(new ExternalKey(row.getString(1), row.getString(2))),
                    pipeline.array("text", keys, ExternalKey::source),
                    pipeline.array("text", keys, ExternalKey::key),
                    table);
        }
        return locked;
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
