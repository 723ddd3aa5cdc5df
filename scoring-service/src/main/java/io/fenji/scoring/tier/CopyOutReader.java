package io.fenji.scoring.tier;

import io.fenji.kit.sql.SqlFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads the rows of `COPY (…) TO STDOUT (FORMAT binary)`, one at a time, with flat memory. Fields are read
/// in order, by the type they have.
final class CopyOutReader implements AutoCloseable {
    private static final int SIGNATURE_AND_FLAGS = 15;
    private static final byte[] NOTHING = {};

    private final CopyOut source;
    private ByteBuffer message = ByteBuffer.wrap(NOTHING);
    private boolean headerRead;
    private boolean isNull;
    private int packedAt;
    private int packedLongs;

    private CopyOutReader(CopyOut source) {
        this.source = source;
    }

    static CopyOutReader open(Connection connection, String query) {
        try {
            return new CopyOutReader(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format binary)"));
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// Goes to the next row.
    ///
    /// @return false at the end
    boolean next() {
        while (!message.hasRemaining()) {
            byte @Nullable [] bytes = read();
            if (bytes == null) {
                return false;
            }
            message = ByteBuffer.wrap(bytes);
            if (!headerRead) {
                message.position(SIGNATURE_AND_FLAGS);
                int extension = message.getInt();
                message.position(message.position() + extension);
                headerRead = true;
            }
        }
        if (message.getShort() >= 0) {
            return true;
        }
        drain();
        return false;
    }

    /// What follows the last row belongs to the command: unread, it would be cancelled.
    private void drain() {
        byte @Nullable [] rest = read();
        while (rest != null) {
            rest = read();
        }
    }

    /// An `int8`, `timestamptz` (microseconds since 2000) or half a `uuid`; 0 when null.
    long number() {
        int length = message.getInt();
        isNull = length < 0;
        return isNull ? 0 : message.getLong();
    }

    /// An `int4`; 0 when null.
    int integer() {
        int length = message.getInt();
        isNull = length < 0;
        return isNull ? 0 : message.getInt();
    }

    /// The first half of a `uuid`, which is not null; [#rest] is its second half.
    long id() {
        message.getInt();
        return message.getLong();
    }

    long rest() {
        return message.getLong();
    }

    /// A `bytea` of longs, which [#packed(int)] gives until the next field is read.
    void packed() {
        int length = message.getInt();
        packedAt = message.position();
        packedLongs = length / Long.BYTES;
        message.position(packedAt + length);
    }

    /// One of them, or the least long beyond their end.
    long packed(int index) {
        return index < packedLongs ? message.getLong(packedAt + index * Long.BYTES) : Long.MIN_VALUE;
    }

    @Nullable
    String text() {
        int length = message.getInt();
        isNull = length < 0;
        if (isNull) {
            return null;
        }
        String text = new String(message.array(), message.position(), length, StandardCharsets.UTF_8);
        message.position(message.position() + length);
        return text;
    }

    boolean wasNull() {
        return isNull;
    }

    @Override
    public void close() {
        if (source.isActive()) {
            try {
                source.cancelCopy();
            } catch (SQLException failure) {
                throw new SqlFailure(failure);
            }
        }
    }

    private byte @Nullable [] read() {
        try {
            return source.readFromCopy();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
