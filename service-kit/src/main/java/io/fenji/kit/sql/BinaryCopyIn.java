package io.fenji.kit.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Writes rows with `COPY table (columns) FROM STDIN (FORMAT binary)`, in 64 KiB portions: for many rows of ids,
/// numbers
/// and times, which PostgreSQL then need not read from text. Fields are written in the order of the columns, by the
/// type
/// that the column has. [CopyIn] is for all else.
///
/// Use: `try (BinaryCopyIn copy = BinaryCopyIn.open(c, "t", "a", "b")) { copy.row().text(a).bigint(b); … copy.finish();
/// }`
/// — closing without [#finish] cancels the COPY and nothing is written.
public final class BinaryCopyIn implements AutoCloseable {
    private static final int PORTION = 1 << 16;
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int EPOCH_DAY = 10_957;

    private final org.postgresql.copy.CopyIn target;
    private final short columns;
    private ByteBuffer buffer = ByteBuffer.allocate(PORTION + 1024);

    private BinaryCopyIn(org.postgresql.copy.CopyIn target, int columns) {
        this.target = target;
        this.columns = (short) columns;
        buffer.put(HEADER);
    }

    public static BinaryCopyIn open(Connection connection, String table, String... columns) {
        String sql = "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
        try {
            return new BinaryCopyIn(
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql), columns.length);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Begins the next row.
    public BinaryCopyIn row() {
        if (buffer.position() >= PORTION) {
            flush();
        }
        reserve(Short.BYTES);
        buffer.putShort(columns);
        return this;
    }

    public BinaryCopyIn nothing() {
        reserve(Integer.BYTES);
        buffer.putInt(-1);
        return this;
    }

    public BinaryCopyIn id(long high, long low) {
        field(2 * Long.BYTES).putLong(high).putLong(low);
        return this;
    }

    public BinaryCopyIn id(@Nullable UUID value) {
        return value == null ? nothing() : id(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    public BinaryCopyIn bigint(long value) {
        field(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryCopyIn integer(int value) {
        field(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryCopyIn bool(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /// A `date`, as days since 1970-01-01.
    public BinaryCopyIn date(long epochDay) {
        return integer(Math.toIntExact(epochDay - EPOCH_DAY));
    }

    /// A `timestamptz`.
    public BinaryCopyIn time(Instant value) {
        return bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    /// A `text`.
    public BinaryCopyIn text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        field(bytes.length).put(bytes);
        return this;
    }

    /// Ends the COPY; the rows are there when the transaction commits.
    ///
    /// @return rows written
    public long finish() {
        reserve(Short.BYTES);
        buffer.putShort((short) -1);
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

    private ByteBuffer field(int length) {
        reserve(Integer.BYTES + length);
        return buffer.putInt(length);
    }

    private void reserve(int more) {
        if (buffer.remaining() < more) {
            buffer = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + more))
                    .put(buffer.flip());
        }
    }

    private void flush() {
        try {
            target.writeToCopy(buffer.array(), 0, buffer.position());
            buffer.clear();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
