package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;

/// A statement with its values.
record Query(String sql, List<Object> values) {

    <T> List<T> list(Connection connection, Sql.RowMapper<T> row) {
        return Sql.list(connection, sql, row, values.toArray());
    }
}
