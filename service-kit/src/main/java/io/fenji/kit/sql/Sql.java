package io.fenji.kit.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyOut;

/// SQL text to records on a given connection. A failure is a [SqlFailure] that keeps the `SQLException` as
/// its cause.
///
/// Parameters go through `setObject`: `String`, `Long`, `Integer`, `BigDecimal`, `UUID`, `LocalDate`,
/// `OffsetDateTime` (an `Instant` is turned into one), `byte[]`, arrays (see [#array]), null.
public final class Sql {
    /// Reads the current row.
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /// Uses the current row.
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /// Uses the current row and says whether to go on.
    @FunctionalInterface
    public interface RowPredicate {
        boolean test(ResultSet row) throws SQLException;
    }

    private Sql() {}

    public static <T> List<T> list(Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... values) {
        List<T> rows = new ArrayList<>();
        each(connection, 0, sql, row -> rows.add(mapper.map(row)), values);
        return rows;
    }

    /// The first row.
    public static <T> Optional<T> first(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// The first row of a statement that always has one.
    public static <T> T only(Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return first(connection, sql, mapper, values)
                .orElseThrow(() -> new IllegalStateException("No row from: " + sql));
    }

    /// Every row, fetched in portions when the connection is in a transaction; memory stays flat.
    public static void each(
            Connection connection, int fetchSize, String sql, RowConsumer consumer, @Nullable Object... values) {
        eachWhile(
                connection,
                fetchSize,
                sql,
                row -> {
                    consumer.accept(row);
                    return true;
                },
                values);
    }

    /// Every row until one is refused; in a transaction little more than that is fetched.
    public static void eachWhile(
            Connection connection, int fetchSize, String sql, RowPredicate predicate, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                boolean wanted = true;
                while (wanted && rows.next()) {
                    wanted = predicate.test(rows);
                }
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Every row of `COPY (…) TO STDOUT`, which comes while the server makes those that follow, and is
    /// neither turned into values nor kept. The statement takes no parameters: whatever stands in it must
    /// be ours.
    public static void eachCopied(Connection connection, String copy, int columns, Consumer<CopyRow> consumer) {
        CopyRow row = new CopyRow(columns);
        try {
            CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
            try {
                for (byte[] next = rows.readFromCopy(); next != null; next = rows.readFromCopy()) {
                    row.take(next);
                    consumer.accept(row);
                }
            } finally {
                if (rows.isActive()) {
                    rows.cancelCopy();
                }
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Runs a statement that changes rows.
    ///
    /// @return rows touched
    public static long update(Connection connection, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeLargeUpdate();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// An array for a parameter.
    ///
    /// @param type of the elements, as PostgreSQL names it
    public static <T> Array array(
            Connection connection,
            String type,
            Collection<T> rows,
            Function<? super T, ? extends @Nullable Object> value) {
        // The driver takes arrays of bytes only as such.
        @Nullable Object[] elements = type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            elements[i++] = value.apply(row);
        }
        try {
            return connection.createArrayOf(type, elements);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// As [#only], for a text whose planning costs more than its run: the server keeps it prepared from its
    /// first use on a connection. Whether it keeps the plan too is up to `plan_cache_mode`.
    public static <T> T onlyPrepared(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("No row from: " + sql);
                }
                return mapper.map(rows);
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Ends the statement that another thread runs on the connection; nothing happens where none runs.
    public static void cancelRunning(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Runs statements that take no values (DDL, `set local`, several at once).
    public static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    // The texts are constants of ours; values only ever travel as parameters.
    static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                @Nullable Object value = values[i];
                statement.setObject(
                        i + 1,
                        value instanceof java.time.Instant instant
                                ? instant.atOffset(java.time.ZoneOffset.UTC)
                                : value);
            }
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }
}
