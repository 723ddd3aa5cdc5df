package io.fenji.engine.estimation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over metric names, or the empty one of the score, and sorted values, in the order in which they are added.
public final class DataHash {

    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);

    public void add(String name, long[] values) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        buffer.putLong(values.length);
        for (long value : values) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.putLong(value);
        }
        flush();
    }

    /// The hash in hexadecimal digits; nothing can be added afterwards.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
