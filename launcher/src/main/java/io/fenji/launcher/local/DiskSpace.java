package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether there is room for a company before anything is started.
public final class DiskSpace {
    private static final long MIB = 1024 * 1024;
    private static final long EMPTY_SUITE = 1024;
    /// MiB of files and tables of 1,000 generated customers, generously.
    private static final long PER_THOUSAND = 8;

    private DiskSpace() {}

    /// Refuses to go on without room for the company.
    ///
    /// @param customers expected size of the company, 0 where it is not known
    /// @throws Failure if the file system of the directory has less free space than that needs
    public static void require(Path directory, int customers) {
        require(directory, (EMPTY_SUITE + customers / 1000 * PER_THOUSAND) * MIB, usable(directory));
    }

    static void require(Path directory, long needed, long usable) {
        if (usable < needed) {
            throw new Failure("disk.low", directory, usable / MIB, needed / MIB);
        }
    }

    static long usable(Path directory) {
        try {
            Path existing = directory.toAbsolutePath();
            for (Path parent = existing; parent != null; parent = parent.getParent()) {
                if (Files.exists(parent)) {
                    existing = parent;
                    break;
                }
            }
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException failure) {
            throw Failures.of(failure, directory);
        }
    }
}
