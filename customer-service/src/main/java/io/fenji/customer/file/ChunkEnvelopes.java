package io.fenji.customer.file;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.crypto.ImportEnvelopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// Sealed files whose import has not ended; few chunks at once, for these are large.
@ApplicationScoped
class ChunkEnvelopes implements Envelopes {
    private static final ImportEnvelopes CHUNKS =
            new ImportEnvelopes("import_chunks", "no", "content", "sealed", 4, ChunkStore::binding);

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
        return CHUNKS.waiting(connection, encryption);
    }

    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        return CHUNKS.rotate(connection, encryption, after);
    }
}
