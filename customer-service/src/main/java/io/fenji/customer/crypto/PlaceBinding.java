package io.fenji.customer.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What an envelope is bound to that stands in a row found by an id and a number.
public final class PlaceBinding {
    private PlaceBinding() {}

    /// The bytes of a place.
    ///
    /// @param table whose row it is
    public static byte[] of(String table, UUID id, long no) {
        byte[] name = table.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 * Long.BYTES + name.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(no)
                .put(name)
                .array();
    }
}
