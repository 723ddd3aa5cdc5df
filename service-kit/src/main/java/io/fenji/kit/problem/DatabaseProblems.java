package io.fenji.kit.problem;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from a statement that failed.
final class DatabaseProblems {
    private static final int DEEPEST_CAUSE = 20;

    /// Text too long, number or time out of range. Other errors of class 22 are bugs of ours.
    private static final Set<String> OUT_OF_RANGE = Set.of("22001", "22003", "22007", "22008");

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
                if (OUT_OF_RANGE.contains(state)) {
                    return new ProblemException(
                            CommonProblem.INVALID_REQUEST,
                            "A value of the request is out of the range that can be stored",
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
        String message = String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT);
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")
                || message.contains("acquisition timeout")
                || message.contains("enlisted connection used without active transaction");
    }
}
