package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Ends what unpacks to more than is allowed, or to so many times its packed size that it is no data.
record UnpackedLimit(FileLimits limits, LongSupplier packed) implements LongConsumer {
    private static final long LOOKED_AT_FROM = 16L << 20;

    /// The stream, which fails where a limit is passed.
    ///
    /// @param packed how many packed bytes it was made of so far
    static InputStream of(InputStream unpacked, FileLimits limits, LongSupplier packed) {
        return new CountingInput(unpacked, new UnpackedLimit(limits, packed));
    }

    @Override
    public void accept(long count) {
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
