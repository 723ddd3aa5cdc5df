package io.fenji.kit.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// Statements that go to the server together, so that their caller waits for it once. They run one after
/// the other, each seeing what those before it did and what others had committed when it began; after one
/// that fails none is run.
///
/// The server keeps them prepared from their first use on a connection: their texts are constants.
public final class Pipeline {
    private record Step(String sql, Sql.RowConsumer consumer, List<@Nullable Object> values) {}

    private final Connection connection;
    private final boolean together;
    private final List<Step> steps = new ArrayList<>();

    public Pipeline(Connection connection) {
        this(connection, true);
    }

    /// A pipeline.
    ///
    /// @param together false where values and rows are many: each statement runs when it is added, because with
    ///     much on the way in both directions each side could wait for the other to read
    public Pipeline(Connection connection, boolean together) {
        this.connection = connection;
        this.together = together;
    }

    public Connection connection() {
        return connection;
    }

    /// Adds a query, of whose rows each goes to the consumer.
    public void each(String sql, Sql.RowConsumer consumer, @Nullable Object... values) {
        steps.add(new Step(sql, consumer, Arrays.asList(values)));
        if (!together) {
            run();
        }
    }

    /// Adds a query.
    ///
    /// @return its rows, once it has run
    public <T> List<T> list(String sql, Sql.RowMapper<T> mapper, @Nullable Object... values) {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(mapper.map(row)), values);
        return rows;
    }

    /// Adds a statement that changes rows.
    public void update(String sql, @Nullable Object... values) {
        each(sql, row -> {}, values);
    }

    /// As [Sql#array].
    public <T> Array array(String type, Collection<T> rows, Function<? super T, ? extends @Nullable Object> value) {
        return Sql.array(connection, type, rows, value);
    }

    /// Runs what was added since the last run.
    public void run() {
        if (steps.isEmpty()) {
            return;
        }
        String text = String.join(";\n", steps.stream().map(Step::sql).toList());
        @Nullable
        Object[] values = steps.stream().flatMap(step -> step.values().stream()).toArray();
        try (PreparedStatement statement = Sql.prepare(connection, text, values)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            boolean hasRows = statement.execute();
            for (Step step : steps) {
                if (hasRows) {
                    read(statement, step.consumer());
                }
                hasRows = statement.getMoreResults();
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        } finally {
            steps.clear();
        }
    }

    private static void read(PreparedStatement statement, Sql.RowConsumer consumer) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
    }
}
