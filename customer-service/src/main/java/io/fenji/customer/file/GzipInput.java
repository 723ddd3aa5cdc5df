package io.fenji.customer.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// An unpacked gzip file of one or more members. The JDK's own stream takes whatever follows a member and is none for
/// the end of the file, and would land the half of a damaged one without a word.
final class GzipInput extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final boolean cut;

    private GzipInput(InputStream unpacked, boolean cut) {
        super(unpacked);
        this.cut = cut;
    }

    /// Opens a file.
    ///
    /// @param cut whether the file may be cut off: then it ends there
    static InputStream open(InputStream packed, boolean cut) {
        try {
            return new GzipInput(
                    GzipCompressorInputStream.builder()
                            .setInputStream(new BufferedInputStream(packed, BUFFER))
                            .setBufferSize(BUFFER)
                            .setDecompressConcatenated(true)
                            .get(),
                    cut);
        } catch (IOException failure) {
            throw FileFault.damaged(failure);
        }
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException failure) {
            return ended(failure);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException failure) {
            return ended(failure);
        }
    }

    private int ended(IOException failure) {
        if (cut && failure instanceof EOFException) {
            return -1;
        }
        throw FileFault.damaged(failure);
    }
}
