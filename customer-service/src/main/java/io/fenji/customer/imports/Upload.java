package io.fenji.customer.imports;

import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.file.FileLimits;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// Receives a file into chunks with one chunk's memory.
@ApplicationScoped
class Upload {
    /// What was received.
    record Received(UUID importId, long bytes, String sha256) {}

    private final ChunkStore chunks;
    private final long maxBytes;

    Upload(ChunkStore chunks, FileLimits limits) {
        this.chunks = chunks;
        this.maxBytes = limits.maxFileSize().asLongValue();
    }

    /// Receives the body to its end.
    ///
    /// @param sealed whether it may hold what is not to be readable in the database
    /// @throws ProblemException when the file is empty or too large; nothing of it stays
    Received receive(UUID importId, InputStream body, boolean sealed) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        int no = 0;
        boolean complete = false;
        try {
            for (byte[] chunk = body.readNBytes(ChunkStore.CHUNK_SIZE);
                    chunk.length > 0;
                    chunk = body.readNBytes(ChunkStore.CHUNK_SIZE)) {
                bytes += chunk.length;
                if (bytes > maxBytes) {
                    throw new ProblemException(
                            CustomerProblem.FILE_TOO_LARGE,
                            "A file may have %d bytes (fenji.imports.max-file-size)".formatted(maxBytes));
                }
                digest.update(chunk);
                chunks.write(importId, no++, chunk, sealed);
            }
            if (bytes == 0) {
                throw new ProblemException(CustomerProblem.EMPTY_FILE, "The body is empty; it must be the file");
            }
            complete = true;
        } finally {
            if (!complete) {
                chunks.delete(importId);
            }
        }
        return new Received(importId, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    void discard(UUID importId) {
        chunks.delete(importId);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
