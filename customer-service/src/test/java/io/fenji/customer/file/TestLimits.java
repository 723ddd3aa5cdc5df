package io.fenji.customer.file;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;

/// Small limits.
record TestLimits() implements FileLimits {
    @Override
    public MemorySize maxFileSize() {
        return new MemorySize(BigInteger.valueOf(16 << 20));
    }

    @Override
    public MemorySize maxUnpackedSize() {
        return new MemorySize(BigInteger.valueOf(64 << 20));
    }

    @Override
    public int maxCompressionRatio() {
        return 200;
    }

    @Override
    public int maxArchiveEntries() {
        return 20;
    }
}
