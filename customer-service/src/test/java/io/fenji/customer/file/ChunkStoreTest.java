package io.fenji.customer.file;

import static io.fenji.customer.testing.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.testing.Traces;
import io.fenji.kit.sql.Database;
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

    private final String mine = fresh("file");

    @Test
    void aFileGoesWhenItsImportHasFailedAndNotWhileItArrives() {
        JsonNode failed = Api.importFile("customers", "fenji-customers", "no,such,columns\n%s,,\n".formatted(mine));
        UUID arriving = UUID.randomUUID();
        chunks.write(arriving, 0, mine.replace("file", "upload").getBytes(StandardCharsets.UTF_8));

        chunks.sweep();

        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(Traces.of(database, mine)).isEmpty();
        assertThat(Traces.of(database, mine.replace("file", "upload"))).containsExactly("import_chunks.content");
        chunks.delete(arriving);
    }
}
