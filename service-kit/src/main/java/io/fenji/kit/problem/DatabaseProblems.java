package io.fenji.kit.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from a statement that failed.
final class DatabaseProblems {
    private static final int DEEPEST_CAUSE = 20;

    private DatabaseProblems() {}

    /// Looks through the causes.
    ///
    /// @return the problem, or null when the failure is a bug of ours
    static @Nullable ProblemException of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState() == null ? "" : sql.getSQLState();
                if (isUnavailable(sql, state)) {
                    return new ProblemException(
                            CommonProblem.DATABASE_UNAVAILABLE,
                            "The database cannot be reached or is overloaded; try again in some seconds",
                            java.util.List.of(),
                            failure);
                }
                if (state.equals("22021")) {
                    return new ProblemException(
                            CommonProblem.INVALID_REQUEST,
                            "A text holds a character that cannot be stored (U+0000)",
                            java.util.List.of(),
                            failure);
                }
                if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
                    return new ProblemException(
                            CommonProblem.SERVICE_UNAVAILABLE,
                            "Another change was in the way; try again",
                            java.util.List.of(),
                            failure);
                }
            }
        }
        return null;
    }

    private static boolean isUnavailable(SQLException sql, String state) {
        String message = String.valueOf(sql.getMessage());
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")
                || message.contains("Acquisition timeout")
                || message.contains("Enlisted connection used without active transaction");
    }
}
