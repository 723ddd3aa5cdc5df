package io.fenji.kit.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Keys by id, one of them active: each 32 bytes in base64, or `file:` and the path of a file with that.
public final class KeyRing {
    private static final String ID = "[a-z0-9][a-z0-9-]{0,29}";
    private static final String FILE = "file:";
    private static final int KEY_LENGTH = 32;

    private final @Nullable String activeId;
    private final Map<String, SecretKey> keys = new HashMap<>();

    /// Reads the keys.
    ///
    /// @param activeId null when nothing is to be encrypted
    /// @throws IllegalStateException that says which setting is wrong, never what it holds
    public KeyRing(@Nullable String activeId, Map<String, String> settings) {
        settings.forEach((id, text) -> {
            String name = "fenji.encryption.keys." + id;
            if (!id.matches(ID)) {
                throw new IllegalStateException(
                        name + ": a key's id has 1 to 30 lower-case letters, digits and hyphens");
            }
            keys.put(id, new SecretKeySpec(bytes(name, text), "AES"));
        });
        if (activeId != null && !keys.containsKey(activeId)) {
            throw new IllegalStateException("""
                    fenji.encryption.active-key must name one of fenji.encryption.keys.<id>; make a key with \
                    `openssl rand -base64 32`""");
        }
        this.activeId = activeId;
    }

    /// The id of the key that new values get.
    public Optional<String> active() {
        return Optional.ofNullable(activeId);
    }

    @Nullable
    SecretKey find(String id) {
        return keys.get(id);
    }

    /// A key as it stands in a setting.
    ///
    /// @throws IllegalStateException that names the setting
    public static byte[] bytes(String name, String text) {
        byte[] bytes = decoded(name, text.startsWith(FILE) ? file(name, text.substring(FILE.length())) : text);
        if (bytes.length != KEY_LENGTH) {
            throw new IllegalStateException("%s has %d bytes, it must have 32".formatted(name, bytes.length));
        }
        return bytes;
    }

    private static byte[] decoded(String name, String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException(name + " is not base64", notBase64);
        }
    }

    private static String file(String name, String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException failure) {
            throw new IllegalStateException("%s: the file %s cannot be read".formatted(name, path), failure);
        }
    }
}
