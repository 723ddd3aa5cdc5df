package io.fenji.customer.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A zip or workbook needs random access: it stands in a temporary file (`java.io.tmpdir`) while it is read. The
/// file loses its name as soon as it is open, so that it goes with the process whatever happens.
final class Spool implements AutoCloseable {
    private final FileLimits limits;
    private final Path file;
    private final ZipFile zip;
    private final long size;

    /// Spools a stream to its end.
    Spool(InputStream content, FileLimits limits) throws IOException {
        this.limits = limits;
        this.file = Files.createTempFile("fenji-import-", ".zip");
        try {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            this.size = Files.size(file);
            this.zip = open(file);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private ZipFile open(Path path) throws IOException {
        try {
            ZipFile opened = new ZipFile(path.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE);
            try {
                check(opened);
                return opened;
            } catch (RuntimeException refused) {
                opened.close();
                throw refused;
            }
        } catch (ZipException damaged) {
            throw String.valueOf(damaged.getMessage()).contains("encrypted")
                    ? FileFault.unsupported("ENCRYPTED", "The archive has a password. Send it without")
                    : FileFault.damaged(damaged);
        }
    }

    ZipFile zip() {
        return zip;
    }

    /// Opens an entry whose size is watched.
    InputStream open(ZipEntry entry) throws IOException {
        InputStream content = zip.getInputStream(entry);
        if (content == null) {
            throw new ZipException("The entry %s is not there".formatted(entry.getName()));
        }
        return UnpackedLimit.of(content, limits, () -> Math.min(entry.getCompressedSize(), size));
    }

    @Override
    public void close() {
        try {
            zip.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void check(ZipFile opened) {
        if (opened.size() > limits.maxArchiveEntries()) {
            throw FileFault.archive(
                    "ENTRY_COUNT",
                    "The archive has %d entries; %d are allowed".formatted(opened.size(), limits.maxArchiveEntries()));
        }
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> all = opened.entries(); all.hasMoreElements(); ) {
            if (!names.add(all.nextElement().getName())) {
                throw FileFault.archive("DUPLICATE_ENTRY", "The archive has two entries of one name");
            }
        }
    }
}
