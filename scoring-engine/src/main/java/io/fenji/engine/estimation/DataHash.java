package io.fenji.engine.estimation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/// SHA-256 over metric names, or the empty one of the score, and sorted values.
final class DataHash {

    private DataHash() {}

    static String of(SortedMap<String, long[]> sortedByMetric) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        sortedByMetric.forEach((metric, values) -> {
            digest.update(metric.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            buffer.putLong(values.length);
            for (long value : values) {
                if (!buffer.hasRemaining()) {
                    flush(buffer, digest);
                }
                buffer.putLong(value);
            }
            flush(buffer, digest);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void flush(ByteBuffer buffer, MessageDigest digest) {
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
