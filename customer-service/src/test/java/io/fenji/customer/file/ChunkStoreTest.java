package io.fenji.customer.file;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.crypto.OtherKeys;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.testing.Traces;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ChunkStoreTest {
    @Inject
    ChunkStore chunks;

    @Inject
    Database database;

    @Inject
    OtherKeys keys;

    @Inject
    Encryption encryption;

    private final String mine = fresh("file");

    @Test
    void aFileGoesWhenItsImportHasFailedAndNotWhileItArrives() {
        JsonNode failed = Api.importFile("products", "fenji-products", "no,such,columns\n%s,,\n".formatted(mine));
        UUID arriving = UUID.randomUUID();
        chunks.write(arriving, 0, mine.replace("file", "upload").getBytes(StandardCharsets.UTF_8), false);

        chunks.sweep();

        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(Traces.of(database, mine)).isEmpty();
        assertThat(Traces.of(database, mine.replace("file", "upload"))).containsExactly("import_chunks.content");
        chunks.delete(arriving);
    }

    @Test
    void aSealedFileIsReadableOnlyForTheServiceAndFollowsTheKey() {
        UUID id = UUID.randomUUID();
        byte[] first = (mine + "x".repeat(ChunkStore.CHUNK_SIZE)).getBytes(StandardCharsets.UTF_8);
        chunks.write(id, 0, first, true);
        new ChunkStore(database, keys.older()).write(id, 1, mine.getBytes(StandardCharsets.UTF_8), true);
        String whole = mine + "x".repeat(ChunkStore.CHUNK_SIZE) + mine;

        assertThat(Traces.of(database, mine)).isEmpty();
        assertThat(chunks.open(id)).hasContent(whole);
        JsonNode rotated = Api.await(request().post("/v1/key-rotations").header("Location"))
                .path("result");

        assertThat(rotated.path("rotated").asInt()).isPositive();
        assertThat(rotated.path("remaining").asInt(-1)).isZero();
        assertThat(database.<Long>call(c -> Sql.only(
                        c,
                        "select count(*) from import_chunks where import_id = ? and " + Envelopes.underOther("content"),
                        row -> row.getLong(1),
                        id,
                        encryption.activeHead(),
                        encryption.activeHead())))
                .isZero();
        assertThat(chunks.open(id)).hasContent(whole);
        chunks.delete(id);
    }
}
