package io.fenji.customer.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends where its source was cut off.
final class CutInput extends FilterInputStream {
    CutInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (EOFException cutOff) {
            return -1;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (EOFException cutOff) {
            return -1;
        }
    }
}
