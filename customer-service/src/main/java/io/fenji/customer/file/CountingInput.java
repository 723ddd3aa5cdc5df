package io.fenji.customer.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Tells how many bytes have been read.
final class CountingInput extends FilterInputStream {
    private final LongConsumer listener;
    private long count;

    CountingInput(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        add(Math.max(read, 0));
        return read;
    }

    long count() {
        return count;
    }

    private void add(int read) {
        count += read;
        listener.accept(count);
    }
}
