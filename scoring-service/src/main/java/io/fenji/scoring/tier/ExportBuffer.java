package io.fenji.scoring.tier;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes on their way out, in portions of about 64 KiB.
final class ExportBuffer {
    private static final int PORTION = 1 << 16;
    private static final int ID_LENGTH = 36;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;
    private static final int DECIMAL_PLACES = 4;
    private static final long DECIMAL_ONE = 10_000;

    private final OutputStream out;
    private byte[] bytes = new byte[PORTION + 4_096];
    private int used;

    ExportBuffer(OutputStream out) {
        this.out = out;
    }

    void bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, used, more.length);
        used += more.length;
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A `uuid` of two halves.
    void id(long high, long low) {
        reserve(ID_LENGTH);
        used = digits(high, 60, 8, used);
        bytes[used++] = '-';
        used = digits(high, 28, 4, used);
        bytes[used++] = '-';
        used = digits(high, 12, 4, used);
        bytes[used++] = '-';
        used = digits(low, 60, 4, used);
        bytes[used++] = '-';
        used = digits(low, 44, 12, used);
    }

    private int digits(long half, int shift, int count, int from) {
        int at = from;
        int down = shift;
        for (int i = 0; i < count; i++) {
            bytes[at++] = HEX[(int) (half >>> down) & 0xf];
            down -= 4;
        }
        return at;
    }

    void number(long value) {
        text(Long.toString(value));
    }

    /// A number in units of 0.0001, without zeros at its end.
    void decimal(long scaled) {
        if (scaled < 0) {
            throw new IllegalArgumentException("A score is not negative: " + scaled);
        }
        reserve(LONGEST_NUMBER + 1);
        int places = DECIMAL_PLACES;
        long rest = scaled % DECIMAL_ONE;
        while (places > 0 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        number(scaled / DECIMAL_ONE);
        if (places > 0) {
            bytes[used] = '.';
            for (int i = places; i > 0; i--) {
                bytes[used + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            used += places + 1;
        }
    }

    /// Lets go of what is there when it is a portion.
    void endLine() {
        if (used >= PORTION) {
            flush();
        }
    }

    void flush() {
        try {
            out.write(bytes, 0, used);
            used = 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void reserve(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
