package io.fenji.customer.activity;

import io.fenji.customer.mapping.ImportType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a kind of activity is kept.
///
/// @param name of the table
/// @param keys of the directory table of its natural keys
/// @param noun for people
/// @param columns besides those that all have
/// @param <C> the content of a row, compared by `equals`
public record ActivityTable<C>(String name, String keys, String noun, List<Column<C>> columns, Reader<C> reader) {

    /// A column of the content.
    ///
    /// @param type in SQL
    /// @param value as text that PostgreSQL reads as the type, or null
    public record Column<C>(String name, String type, Function<C, @Nullable Object> value) {}

    /// Reads the content from its columns, the first of which has this index.
    public interface Reader<C> {
        C read(ResultSet row, int first) throws SQLException;
    }

    ImportType entity() {
        return ImportType.of(name);
    }

    String columnNames(String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }
}
