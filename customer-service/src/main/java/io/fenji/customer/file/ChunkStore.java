package io.fenji.customer.file;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.PlaceBinding;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.sql.Connection;
import java.util.UUID;

/// Files as rows of encrypted chunks. Each chunk commits by itself, so that a slow upload holds neither a connection
/// nor a
/// transaction.
@ApplicationScoped
public class ChunkStore {
    /// Few enough rows for a large file, small enough for many uploads at once in little memory.
    public static final int CHUNK_SIZE = 1 << 19;

    public static final String TABLE = "import_chunks";

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(byte[] content, boolean encrypted) {}

    private final Database database;
    private final Encryption encryption;

    ChunkStore(Database database, Encryption encryption) {
        this.database = database;
        this.encryption = encryption;
    }

    public void write(UUID importId, int no, byte[] content) {
        byte[] sealed = encryption.seal(PlaceBinding.of(TABLE, importId, no), content);
        database.transaction(connection -> Sql.update(
                connection,
                "insert into import_chunks (import_id, no, content) values (?, ?, ?)",
                importId,
                no,
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
                        "select content, encrypted from import_chunks where import_id = ? and no = ?",
                        row -> new Chunk(row.getBytes(1), row.getBoolean(2)),
                        importId,
                        no))
                .map(chunk -> chunk.encrypted()
                        ? encryption.open(PlaceBinding.of(TABLE, importId, no), chunk.content())
                        : chunk.content()));
    }

    /// Uploads whose sender went away leave chunks without an import; imports that failed or were cancelled
    /// leave theirs, so that a restart in the middle of a failure reads the same file again.
    @Scheduled(every = "1h", delayed = "10m", identity = "import-chunks-clean-up")
    void sweep() {
        database.transaction(connection -> Sql.update(connection, """
                delete from import_chunks c
                using (select import_id from import_chunks where no = 0 and created_at < now() - interval '1 day') old
                where c.import_id = old.import_id
                  and not exists (
                    select from imports i join operations o on o.id = i.id
                    where i.id = c.import_id and o.finished_at is null)"""));
    }
}
