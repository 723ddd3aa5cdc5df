package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// An unpacked gzip file of one or more members. The JDK's own stream takes whatever follows a member and is none for
/// the end of the file, and would land the half of a damaged one without a word.
final class GzipInput extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private GzipInput(InputStream unpacked) {
        super(unpacked);
    }

    static InputStream open(InputStream packed) {
        try {
            return new GzipInput(GzipCompressorInputStream.builder()
                    .setInputStream(new BufferedInputStream(packed, BUFFER))
                    .setBufferSize(BUFFER)
                    .setDecompressConcatenated(true)
                    .get());
        } catch (IOException failure) {
            throw damaged(failure);
        }
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException failure) {
            throw damaged(failure);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException failure) {
            throw damaged(failure);
        }
    }

    private static ProblemException damaged(IOException failure) {
        String reason = failure instanceof EOFException
                ? "The compressed file ends in the middle: it was cut off on its way"
                : "The compressed file is damaged: " + failure.getMessage();
        return new ProblemException(CustomerProblem.CORRUPT_FILE, reason, List.of(), failure);
    }
}
