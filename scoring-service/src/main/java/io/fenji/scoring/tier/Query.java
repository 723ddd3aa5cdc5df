package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A statement with its values.
///
/// @param sql with a `?` for each value, and nowhere else
record Query(String sql, List<Object> values) {

    /// The statement with its values in it, for COPY, which takes none.
    String text() {
        StringBuilder text = new StringBuilder(sql.length() + 100);
        int from = 0;
        for (Object value : values) {
            int mark = sql.indexOf('?', from);
            text.append(sql, from, mark).append(literal(value));
            from = mark + 1;
        }
        return text.append(sql, from, sql.length()).toString();
    }

    /// Whatever is no number is quoted: texts come from callers.
    private static String literal(Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case Instant time -> "'" + time + "'::timestamptz";
            case String text -> CustomerLoader.quoted(text);
            case String[] texts ->
                Arrays.stream(texts).map(CustomerLoader::quoted).collect(Collectors.joining(",", "array[", "]"));
            default -> throw new IllegalArgumentException("No literal for a " + value.getClass());
        };
    }

    <T> List<T> list(Connection connection, Sql.RowMapper<T> row) {
        return Sql.list(connection, sql, row, values.toArray());
    }
}
