package io.fenji.kit.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A row of `COPY … TO STDOUT`, in its text format. Its bytes can be passed on as they came; the row is only valid
/// until the next one.
public final class CopyRow {
    private static final byte[] NULL = {'\\', 'N'};

    private final int[] starts;
    private byte[] bytes = new byte[0];

    CopyRow(int columns) {
        this.starts = new int[columns + 1];
    }

    void take(byte[] row) {
        bytes = row;
        int column = 0;
        for (int i = 0; i < row.length; i++) {
            // Inside a value a tab is escaped.
            if (row[i] == '\t' || row[i] == '\n') {
                starts[++column] = i + 1;
            }
        }
        if (column != starts.length - 1) {
            throw new IllegalStateException("%d columns instead of %d".formatted(column, starts.length - 1));
        }
    }

    /// What the ranges of columns lie in.
    public byte[] bytes() {
        return bytes;
    }

    public int start(int column) {
        return starts[column];
    }

    /// Where the column ends, exclusive.
    public int end(int column) {
        return starts[column + 1] - 1;
    }

    public boolean isNull(int column) {
        return Arrays.equals(bytes, start(column), end(column), NULL, 0, NULL.length);
    }

    public long number(int column) {
        return number(start(column), end(column));
    }

    /// A whole number in a range of the bytes.
    public long number(int from, int to) {
        boolean negative = bytes[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            number = Math.addExact(Math.multiplyExact(number, 10L), digit);
        }
        return negative ? -number : number;
    }

    /// The value as it is.
    public @Nullable String text(int column) {
        if (isNull(column)) {
            return null;
        }
        String raw = raw(column);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    /// Writes the value as it is, nothing for null.
    public void writeTo(ByteArrayOutputStream out, int column) {
        for (int i = start(column); i < end(column); i++) {
            if (bytes[i] == '\\') {
                @Nullable String text = text(column);
                if (text != null) {
                    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                }
                return;
            }
        }
        out.write(bytes, start(column), end(column) - start(column));
    }

    private String raw(int column) {
        return new String(bytes, start(column), end(column) - start(column), StandardCharsets.UTF_8);
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = raw.charAt(++i);
            text.append(
                    switch (c) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> c;
                    });
        }
        return text.toString();
    }
}
