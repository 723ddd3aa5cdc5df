package io.fenji.kit.sql;

import java.sql.SQLException;

/// A statement failed; the cause says why.
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /// The five-character SQL state, empty when the driver gave none.
    public String state() {
        return getCause() instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    /// Whether the connection broke or the server ended it: nothing is known of what was under way.
    public boolean isLostConnection() {
        return state().startsWith("08") || state().startsWith("57P");
    }
}
