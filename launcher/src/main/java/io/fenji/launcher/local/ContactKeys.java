package io.fenji.launcher.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// The keys that a company's contact data is encrypted with: made once, kept beside its data. Without them the data
/// cannot be read.
final class ContactKeys {
    private static final int KEY_LENGTH = 32;

    private final Path directory;
    private final boolean made;

    private ContactKeys(Path directory, boolean made) {
        this.directory = directory;
        this.made = made;
    }

    /// Finds the keys, or makes them.
    static ContactKeys of(Path directory) throws IOException {
        Files.createDirectories(directory);
        boolean value = make(directory.resolve("contact-data.key"));
        boolean index = make(directory.resolve("blind-index.key"));
        return new ContactKeys(directory, value || index);
    }

    boolean made() {
        return made;
    }

    Path directory() {
        return directory;
    }

    Map<String, String> environment() {
        return Map.of(
                "FENJI_ENCRYPTION_ACTIVE_KEY",
                "local",
                "FENJI_ENCRYPTION_KEYS_LOCAL",
                "file:" + directory.resolve("contact-data.key"),
                "FENJI_ENCRYPTION_BLIND_INDEX_KEY",
                "file:" + directory.resolve("blind-index.key"));
    }

    /// Whole or not at all: half a key would lock its owner out.
    private static boolean make(Path file) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
