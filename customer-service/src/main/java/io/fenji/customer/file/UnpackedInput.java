package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// Ends what unpacks to more than is allowed, or to so many times its packed size that it is no data.
final class UnpackedInput extends FilterInputStream {
    private static final long LOOKED_AT_FROM = 16L << 20;

    private final FileLimits limits;
    private final LongSupplier packed;
    private long count;

    UnpackedInput(InputStream in, FileLimits limits, LongSupplier packed) {
        super(in);
        this.limits = limits;
        this.packed = packed;
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

    private void add(int read) {
        count += read;
        long most = limits.maxUnpackedSize().asLongValue();
        if (count > most) {
            throw new ProblemException(
                    CustomerProblem.FILE_TOO_LARGE,
                    "The file unpacks to more than the %d bytes that are allowed (fenji.imports.max-unpacked-size)"
                            .formatted(most));
        }
        if (count > LOOKED_AT_FROM && count / limits.maxCompressionRatio() > packed.getAsLong()) {
            throw FileFault.archive(
                    "COMPRESSION_RATIO",
                    "The file unpacks to more than %d times its size, as no data does (fenji.imports.max-compression-ratio)"
                            .formatted(limits.maxCompressionRatio()));
        }
    }
}
