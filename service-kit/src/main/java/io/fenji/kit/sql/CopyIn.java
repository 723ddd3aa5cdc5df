package io.fenji.kit.sql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Writes rows with `COPY table (columns) FROM STDIN`, text format, in 64 KiB portions.
///
/// Use: `try (CopyIn copy = CopyIn.open(c, "copy t (a, b) from stdin")) { copy.text(a).number(b).endRow(); …
/// copy.finish(); }` — closing without [#finish] cancels the COPY and nothing is written.
public final class CopyIn implements AutoCloseable {
    private static final int PORTION = 1 << 16;
    private static final byte[] NULL = {'\\', 'N'};

    private final org.postgresql.copy.CopyIn target;
    private byte[] buffer = new byte[PORTION + 1024];
    private int used;
    private boolean rowStarted;

    private CopyIn(org.postgresql.copy.CopyIn target) {
        this.target = target;
    }

    public static CopyIn open(Connection connection, String copySql) {
        try {
            return new CopyIn(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copySql));
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    public CopyIn text(@Nullable String value) {
        if (value == null) {
            return raw(NULL);
        }
        separator();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length * 2);
        for (byte b : bytes) {
            switch (b) {
                case '\\' -> escape('\\');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                case '\t' -> escape('t');
                default -> buffer[used++] = b;
            }
        }
        return this;
    }

    public CopyIn number(long value) {
        return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    public CopyIn number(@Nullable BigDecimal value) {
        return value == null ? raw(NULL) : raw(value.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    public CopyIn id(@Nullable UUID value) {
        return value == null ? raw(NULL) : raw(value.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /// Anything whose `toString` PostgreSQL reads (dates, times, booleans) and that needs no escaping.
    public CopyIn plain(@Nullable Object value) {
        return value == null ? raw(NULL) : raw(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A value of type `text[]`.
    public CopyIn texts(List<String> values) {
        return text(values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}")));
    }

    public void endRow() {
        reserve(1);
        buffer[used++] = '\n';
        rowStarted = false;
        if (used >= PORTION) {
            flush();
        }
    }

    /// Ends the COPY; the rows are there when the transaction commits.
    ///
    /// @return rows written
    public long finish() {
        flush();
        try {
            return target.endCopy();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public void close() {
        if (target.isActive()) {
            try {
                target.cancelCopy();
            } catch (SQLException failure) {
                throw new SqlFailure(failure);
            }
        }
    }

    private CopyIn raw(byte[] bytes) {
        separator();
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
        return this;
    }

    private void separator() {
        reserve(1);
        if (rowStarted) {
            buffer[used++] = '\t';
        }
        rowStarted = true;
    }

    private void escape(char escaped) {
        buffer[used++] = '\\';
        buffer[used++] = (byte) escaped;
    }

    private void reserve(int more) {
        if (used + more > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
        }
    }

    private void flush() {
        try {
            target.writeToCopy(buffer, 0, used);
            used = 0;
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
