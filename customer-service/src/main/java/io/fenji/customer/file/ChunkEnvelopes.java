package io.fenji.customer.file;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sealed files whose import has not ended. A chunk that somebody else holds is about to go and is left out.
@ApplicationScoped
class ChunkEnvelopes implements Envelopes {
    /// Chunks are large.
    private static final int PORTION = 4;

    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), "-1");
    private static final String OTHER_KEY = Envelopes.underOther("content");

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(UUID importId, int no, byte[] envelope) {}

    private final Encryption encryption;

    ChunkEnvelopes(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public String phase() {
        return "import-files";
    }

    @Override
    public long waiting(Connection connection) {
        return Envelopes.waiting(
                connection,
                "(select content from import_chunks where sealed) files",
                "content",
                encryption.activeHead());
    }

    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        byte[] head = encryption.activeHead();
        List<Chunk> chunks = Sql.list(
                connection,
                """
                select import_id, no, content from import_chunks
                where (import_id, no) > (?, ?::int) and sealed and %s
                order by import_id, no limit ? for update skip locked""".formatted(OTHER_KEY),
                row -> new Chunk(row.getObject(1, UUID.class), row.getInt(2), row.getBytes(3)),
                from.first(),
                from.second(),
                head,
                head,
                PORTION);
        if (chunks.isEmpty()) {
            return Portion.END;
        }
        for (Chunk chunk : chunks) {
            byte[] binding = ChunkStore.binding(chunk.importId(), chunk.no());
            Sql.update(
                    connection,
                    "update import_chunks set content = ? where import_id = ? and no = ?",
                    encryption.encrypt(binding, encryption.decryptBytes(binding, chunk.envelope())),
                    chunk.importId(),
                    chunk.no());
        }
        Chunk last = chunks.getLast();
        return new Portion(new Place(last.importId(), Integer.toString(last.no())), chunks.size());
    }
}
