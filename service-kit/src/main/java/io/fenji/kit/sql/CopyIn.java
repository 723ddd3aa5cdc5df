package io.fenji.kit.sql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
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
    private static final int LONGEST_NUMBER = 20;

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
            return nothing();
        }
        separator();
        int length = value.length();
        // A char becomes at most three bytes, an escape two.
        reserve(length * 3);
        byte[] target = buffer;
        int end = used;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '\\' || c >= 0x80) {
                used = end;
                return rare(value, i);
            }
            target[end++] = (byte) c;
        }
        used = end;
        return this;
    }

    public CopyIn number(long value) {
        separator();
        reserve(LONGEST_NUMBER);
        // Counted downwards: the smallest number has no opposite.
        long left = value < 0 ? value : -value;
        int digits = 1;
        for (long rest = left / 10; rest != 0; rest /= 10) {
            digits++;
        }
        if (value < 0) {
            buffer[used++] = '-';
        }
        used += digits;
        for (int at = used - 1; digits > 0; digits--) {
            buffer[at--] = (byte) ('0' - left % 10);
            left /= 10;
        }
        return this;
    }

    public CopyIn number(@Nullable BigDecimal value) {
        return text(value == null ? null : value.toPlainString());
    }

    public CopyIn id(@Nullable UUID value) {
        return plain(value);
    }

    /// Anything whose `toString` PostgreSQL reads (dates, times, booleans).
    public CopyIn plain(@Nullable Object value) {
        return text(value == null ? null : value.toString());
    }

    /// A value of type `text[]`.
    public CopyIn texts(List<String> values) {
        return text(values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}")));
    }

    /// A `bytea`.
    public CopyIn bytes(byte[] value) {
        return text("\\x" + HexFormat.of().formatHex(value));
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

    /// A text from its first char on that is no plain ASCII.
    private CopyIn rare(String value, int from) {
        for (byte b : value.substring(from).getBytes(StandardCharsets.UTF_8)) {
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

    private CopyIn nothing() {
        separator();
        reserve(2);
        escape('N');
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
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
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
