package io.fenji.customer.landing;

import io.fenji.customer.file.Row;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.UUID;
import java.util.function.Consumer;

/// The refused rows as the file has them. A row refused while it was read has been staged with its text; one refused
/// only when the whole file was known has not, because keeping every row's text would double what an import writes.
/// Those are read from the file once more.
final class RefusedRows implements Consumer<Row> {
    /// Lines looked for at a time: 8 MB.
    private static final int PORTION = 1_000_000;

    private final Connection connection;
    private final int width;
    private long[] lines;
    private int next;
    private CopyIn copy;

    private RefusedRows(Connection connection, int width, long[] lines) {
        this.connection = connection;
        this.width = width;
        this.lines = lines;
        this.copy = open(connection);
    }

    /// Finds the rows that lack their text.
    ///
    /// @param width columns of the file, without those that a download of refused rows added
    /// @param file reads the whole file once more
    static void gather(Connection connection, int width, Consumer<Consumer<Row>> file) {
        Sql.execute(connection, "create temporary table refused_rows (line bigint, raw text) on commit drop");
        long[] lines = lines(connection, 0);
        if (lines.length == 0) {
            return;
        }
        RefusedRows rows = new RefusedRows(connection, width, lines);
        try {
            file.accept(rows);
            rows.copy.finish();
        } finally {
            rows.copy.close();
        }
        Sql.execute(connection, "analyze refused_rows");
    }

    /// Keeps all refused rows of the import.
    static void keep(Connection connection, UUID importId) {
        Sql.update(connection, """
                insert into import_rejections (import_id, line, code, reason, raw)
                select ?, s.line, s.code, s.reason, coalesce(s.raw, r.raw)
                from staged s left join refused_rows r on r.line = s.line
                where s.code is not null
                order by s.line""", importId);
    }

    /// Keeps them in a transaction of its own, together with what `finish` writes: the import's own is rolled back.
    static void keepElsewhere(Connection connection, UUID importId, Database database, Consumer<Connection> finish) {
        database.transaction(other -> {
            try (CopyIn copy =
                    CopyIn.open(other, "copy import_rejections (import_id, line, code, reason, raw) from stdin")) {
                Sql.each(
                        connection,
                        1_000,
                        """
                        select s.line, s.code, s.reason, coalesce(s.raw, r.raw)
                        from staged s left join refused_rows r on r.line = s.line
                        where s.code is not null
                        order by s.line""",
                        row -> copy.id(importId)
                                .number(row.getLong(1))
                                .text(row.getString(2))
                                .text(row.getString(3))
                                .text(row.getString(4))
                                .endRow());
                copy.finish();
            }
            finish.accept(other);
            return importId;
        });
    }

    @Override
    public void accept(Row row) {
        if (next == lines.length) {
            return;
        }
        long line = row.line();
        if (lines[next] != line) {
            return;
        }
        copy.number(line).text(RawRow.write(row.values().subList(0, width))).endRow();
        next++;
        if (next == lines.length && lines.length == PORTION) {
            copy.finish();
            lines = lines(connection, line);
            next = 0;
            copy = open(connection);
        }
    }

    private static CopyIn open(Connection connection) {
        return CopyIn.open(connection, "copy refused_rows from stdin");
    }

    private static long[] lines(Connection connection, long after) {
        return Sql.list(
                        connection,
                        "select line from staged where code is not null and raw is null and line > ? order by line limit ?",
                        row -> row.getLong(1),
                        after,
                        PORTION)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
