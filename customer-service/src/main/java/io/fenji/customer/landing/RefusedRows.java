package io.fenji.customer.landing;

import io.fenji.customer.file.Row;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The refused rows as the file has them. A row refused while it was read has been staged with its text; one refused
/// only when the whole file was known has not, because keeping every row's text would double what an import writes.
/// Those are read from the file once more.
final class RefusedRows implements Consumer<Row> {
    /// Lines looked for at a time: 8 MB.
    private static final int PORTION = 1_000_000;

    private static final int KEPT_AT_ONCE = 1_000;

    private record Kept(long line, String code, String reason, String raw) {}

    private final Connection connection;
    private final int width;
    private final boolean mended;
    private long[] lines;
    private int next;
    private CopyIn copy;

    private RefusedRows(Connection connection, int width, boolean mended, long[] lines) {
        this.connection = connection;
        this.width = width;
        this.mended = mended;
        this.lines = lines;
        this.copy = open(connection);
    }

    /// Makes the temporary table `refused` of the refused rows of `staged`: many ask for these few.
    static void collect(Connection connection) {
        Sql.execute(connection, """
                create temporary table refused on commit drop as
                select line, code, reason, raw from staged where code is not null""");
        Sql.execute(connection, "analyze refused");
    }

    /// Finds the rows of `refused` that lack their text.
    ///
    /// @param width columns of the file, without those that a download of refused rows added
    /// @param mended whether the file is such a download
    /// @param file reads the whole file once more
    static void gather(Connection connection, int width, boolean mended, Consumer<Consumer<Row>> file) {
        Sql.execute(connection, "create temporary table refused_rows (line bigint, raw text) on commit drop");
        long[] lines = lines(connection, 0);
        if (lines.length == 0) {
            return;
        }
        RefusedRows rows = new RefusedRows(connection, width, mended, lines);
        try {
            file.accept(rows);
            rows.copy.finish();
        } finally {
            rows.copy.close();
        }
        Sql.execute(connection, "analyze refused_rows");
    }

    /// Keeps all refused rows of the import, as envelopes.
    ///
    /// @param target where they go to: the import's own connection, or another when its transaction is rolled back
    static void keep(Connection connection, Connection target, UUID importId, RefusedRowSeal seal) {
        List<Kept> kept = new ArrayList<>();
        Sql.each(connection, KEPT_AT_ONCE, """
                select s.line, s.code, s.reason, coalesce(s.raw, r.raw)
                from refused s left join refused_rows r on r.line = s.line
                order by s.line""", row -> {
            kept.add(new Kept(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
            if (kept.size() == KEPT_AT_ONCE) {
                insert(target, importId, seal, kept);
                kept.clear();
            }
        });
        insert(target, importId, seal, kept);
    }

    /// Keeps them in a transaction of its own, together with what `finish` writes: the import's own is rolled back.
    static void keepElsewhere(
            Connection connection, UUID importId, RefusedRowSeal seal, Database database, Consumer<Connection> finish) {
        database.transaction(other -> {
            keep(connection, other, importId, seal);
            finish.accept(other);
            return importId;
        });
    }

    private static void insert(Connection target, UUID importId, RefusedRowSeal seal, List<Kept> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.update(
                target,
                """
                insert into import_rejections (import_id, line, code, sealed, marks)
                select ?, r.line, r.code, r.sealed, r.marks::bigint[]
                from unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[]) as r (line, code, sealed, marks)""",
                importId,
                Sql.array(target, "bigint", rows, Kept::line),
                Sql.array(target, "text", rows, Kept::code),
                Sql.array(target, "bytea", rows, row -> seal.seal(importId, row.line(), row.reason(), row.raw())),
                Sql.array(
                        target,
                        "text",
                        rows,
                        row -> seal.marks(row.raw()).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",", "{", "}"))));
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
        List<String> own = row.values().subList(0, width);
        copy.number(line)
                .text(RawRow.write(mended ? FormulaGuard.plain(own) : own))
                .endRow();
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
                        "select line from refused where raw is null and line > ? order by line limit ?",
                        row -> row.getLong(1),
                        after,
                        PORTION)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
