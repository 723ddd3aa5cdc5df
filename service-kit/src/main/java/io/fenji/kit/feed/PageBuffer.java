package io.fenji.kit.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Bytes in memory, in portions: growing copies nothing and needs no large array.
final class PageBuffer extends OutputStream {
    private static final int PORTION = 1 << 16;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] current = new byte[PORTION];
    private int used;

    @Override
    public void write(int value) {
        if (used == PORTION) {
            full.add(current);
            current = new byte[PORTION];
            used = 0;
        }
        current[used++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == PORTION) {
                full.add(current);
                current = new byte[PORTION];
                used = 0;
            }
            int now = Math.min(left, PORTION - used);
            System.arraycopy(bytes, from, current, used, now);
            used += now;
            from += now;
            left -= now;
        }
    }

    long size() {
        return (long) full.size() * PORTION + used;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] portion : full) {
            out.write(portion);
        }
        out.write(current, 0, used);
        out.flush();
    }
}
