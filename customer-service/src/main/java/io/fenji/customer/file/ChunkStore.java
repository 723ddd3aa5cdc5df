package io.fenji.customer.file;

import io.fenji.customer.crypto.Encryption;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.UUID;

/// Files as rows of chunks. Each chunk commits by itself, so that a slow upload holds neither a connection nor a
/// transaction. Those of a file with contact data are envelopes, each bound to its place.
@ApplicationScoped
public class ChunkStore {
    /// Few enough rows for a large file, small enough for many uploads at once in little memory.
    public static final int CHUNK_SIZE = 1 << 19;

    private final Database database;
    private final Encryption encryption;

    ChunkStore(Database database, Encryption encryption) {
        this.database = database;
        this.encryption = encryption;
    }

    public void write(UUID importId, int no, byte[] content, boolean sealed) {
        byte[] stored = sealed ? encryption.encrypt(binding(importId, no), content) : content;
        database.transaction(connection -> Sql.update(
                connection,
                "insert into import_chunks (import_id, no, content, sealed) values (?, ?, ?, ?)",
                importId,
                no,
                stored,
                sealed));
    }

    public void delete(UUID importId) {
        database.transaction(connection -> delete(connection, importId));
    }

    public static long delete(Connection connection, UUID importId) {
        return Sql.update(connection, "delete from import_chunks where import_id = ?", importId);
    }

    public InputStream open(UUID importId) {
        return new ChunkInput(no -> database.call(connection -> Sql.first(
                connection,
                "select content, sealed from import_chunks where import_id = ? and no = ?",
                row -> row.getBoolean(2)
                        ? encryption.decryptBytes(binding(importId, no), row.getBytes(1))
                        : row.getBytes(1),
                importId,
                no)));
    }

    static byte[] binding(UUID importId, long no) {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(importId.getMostSignificantBits())
                .putLong(importId.getLeastSignificantBits())
                .putInt(Math.toIntExact(no))
                .array();
    }

    /// Imports that failed or were cancelled leave their chunks, so that a restart in the middle of a failure reads the
    /// same file again; they go as soon as the failure stands. Uploads whose sender went away leave chunks without
    /// an import.
    @Scheduled(every = "60s", delayed = "60s", identity = "import-chunks-clean-up")
    void sweep() {
        database.transaction(connection -> Sql.update(connection, """
                delete from import_chunks c
                using (select f.import_id from import_chunks f left join operations o on o.id = f.import_id
                       where f.no = 0
                         and (o.finished_at is not null or o.id is null and f.created_at < now() - interval '1 day')) old
                where c.import_id = old.import_id"""));
    }
}
