package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The keys that a company's contact data, and the secrets of its webhooks, are encrypted with: made once, kept beside
/// its data. Without them the data cannot be read.
final class ContactKeys {
    private static final int KEY_LENGTH = 32;
    private static final String WEBHOOK_SECRETS = "webhook-secrets.key";

    private final Path directory;
    private final boolean made;

    private ContactKeys(Path directory, boolean made) {
        this.directory = directory;
        this.made = made;
    }

    /// Finds the keys, or makes them for a new database.
    ///
    /// @throws Failure if one is lost that the database's data is encrypted with
    static ContactKeys of(Path directory, Path database) throws IOException {
        Files.createDirectories(directory);
        List<Path> missing = Stream.of("contact-data.key", "blind-index.key")
                .map(directory::resolve)
                .filter(file -> !Files.exists(file))
                .toList();
        if (!missing.isEmpty() && Files.exists(database)) {
            throw new Failure("keys.lost", missing.getFirst(), database);
        }
        for (Path file : missing) {
            make(file);
        }
        // Databases of earlier versions have none, and no secrets either.
        if (!Files.exists(directory.resolve(WEBHOOK_SECRETS))) {
            make(directory.resolve(WEBHOOK_SECRETS));
        }
        return new ContactKeys(directory, !missing.isEmpty());
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

    /// Of scoring-service.
    Map<String, String> webhookEnvironment() {
        return Map.of(
                "FENJI_ENCRYPTION_ACTIVE_KEY",
                "local",
                "FENJI_ENCRYPTION_KEYS_LOCAL",
                "file:" + directory.resolve(WEBHOOK_SECRETS));
    }

    /// Whole or not at all: half a key would lock its owner out.
    private static void make(Path file) throws IOException {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        // Nobody else's from its first moment; one that was left half written is nobody's key.
        Files.deleteIfExists(fresh);
        boolean posix = Files.getFileStore(fresh.getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] own = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(fresh, own);
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
