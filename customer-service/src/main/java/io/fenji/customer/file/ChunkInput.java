package io.fenji.customer.file;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/// Reads chunk after chunk; holds one.
final class ChunkInput extends InputStream {
    private final IntFunction<Optional<byte[]>> chunks;
    private byte[] chunk = {};
    private int position;
    private int next;
    private boolean ended;

    ChunkInput(IntFunction<Optional<byte[]>> chunks) {
        this.chunks = chunks;
    }

    @Override
    public int read() {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    /// Not 0 before the end: GZIPInputStream takes 0 for the end of a file of several members.
    @Override
    public int available() {
        return fill() ? chunk.length - position : 0;
    }

    private boolean fill() {
        while (position == chunk.length && !ended) {
            Optional<byte[]> more = chunks.apply(next++);
            ended = more.isEmpty();
            chunk = more.orElse(new byte[0]);
            position = 0;
        }
        return position < chunk.length;
    }
}
