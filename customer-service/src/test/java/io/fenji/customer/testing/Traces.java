package io.fenji.customer.testing;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/// Where in the database a text stands: in every column of every table there is, whatever the case, and in bytes too.
public final class Traces {
    private record Column(String table, String name, boolean bytes) {}

    private Traces() {}

    /// The columns that hold the text, as `table.column`.
    ///
    /// @param text of letters and digits
    public static TreeSet<String> of(Database database, String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return database.call(c -> {
            List<Column> columns =
                    Sql.list(c, """
                    select c.table_name, c.column_name, c.data_type = 'bytea' from information_schema.columns c
                    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'""", row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)));
            TreeSet<String> traces = new TreeSet<>();
            for (Column column : columns) {
                String plain = column.bytes() ? "encode(\"%s\", 'hex')" : "lower(\"%s\"::text)";
                boolean held = Sql.only(
                        c,
                        "select exists (select from \"%s\" where %s like any (array[?, ?]))"
                                .formatted(column.table(), plain.formatted(column.name())),
                        row -> row.getBoolean(1),
                        "%" + text.toLowerCase(java.util.Locale.ROOT) + "%",
                        "%" + hex + "%");
                if (held) {
                    traces.add(column.table() + "." + column.name());
                }
            }
            return traces;
        });
    }
}
