package io.fenji.customer.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/// `fenji.imports.*`: how large files may be.
@ConfigMapping(prefix = "fenji.imports")
public interface FileLimits {
    /// Of the file as sent; a larger one is answered with 413.
    MemorySize maxFileSize();

    /// Of a compressed file once unpacked; a larger one fails its import.
    MemorySize maxUnpackedSize();

    /// Unpacked to packed size, looked at from 16 MiB on; a higher one fails its import.
    int maxCompressionRatio();

    /// Of a zip or workbook.
    int maxArchiveEntries();
}
