package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One company's state on disk, held by at most one launcher at a time. The lock goes with the process, however it
/// ends.
final class StateDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes the directory if needed, and takes it.
    ///
    /// @throws Failure if another launcher holds it, or it cannot be written
    static StateDirectory take(Path path) {
        try {
            Files.createDirectories(path.resolve("logs"));
            StateDirectory taken = tryTake(path);
            if (taken == null) {
                throw new Failure("state.locked", path.getFileName(), path);
            }
            return taken;
        } catch (IOException failure) {
            throw Failures.of(failure, path);
        }
    }

    static @Nullable StateDirectory tryTake(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateDirectory(path, channel);
            }
        } catch (OverlappingFileLockException ours) {
            // Held by this very process: taken, as far as the caller is concerned.
            channel.close();
            return null;
        }
        channel.close();
        return null;
    }

    /// The other companies' state directories beside this one.
    List<Path> siblings() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> Files.exists(entry.resolve("lock")))
                    .filter(entry -> !entry.equals(path.toAbsolutePath()))
                    .toList();
        }
    }

    Path log(Service service) {
        return path.resolve("logs").resolve(service.module() + ".log");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path keys() {
        return path.resolve("keys");
    }

    ProcessRegister processes() {
        return new ProcessRegister(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
