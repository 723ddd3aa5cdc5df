package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.OtherKeys;
import io.fenji.customer.crypto.PlaceBinding;
import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.testing.Traces;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What imports keep of a file is unreadable in the database.
@QuarkusTest
@ServiceTest
class KeptSecretsTest {
    @Inject
    Database database;

    @Inject
    ChunkStore chunks;

    @Inject
    Encryption encryption;

    @Inject
    OtherKeys otherKeys;

    private final String mine = fresh("kept");

    @Test
    void refusedRowsAndFilesAreReadableForCallersOnlyAndFollowTheKey() throws IOException {
        UUID refused = UUID.fromString(importFile("""
                key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on
                1,NOBODY,%1$s,,,,,,,,,
                2,PERSON,,,,,,,,,,%1$s
                """));
        UUID unread = UUID.fromString(importFile("no,such,columns\n%s,,\n"));

        assertThat(Traces.of(database, mine)).isEmpty();
        rejectionsAreReadable(refused);
        try (var file = chunks.open(unread)) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)).contains(mine);
        }

        underTheOlderKey("import_rejections", "line", "sealed", refused);
        underTheOlderKey("import_chunks", "no", "content", unread);
        JsonNode rotated = Api.await(request().post("/v1/key-rotations").header("Location"))
                .path("result");

        assertThat(rotated.path("rotated").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(rotated.path("remaining").asInt(-1)).isZero();
        assertThat(underAnotherKey("import_rejections", "sealed", refused)).isZero();
        assertThat(underAnotherKey("import_chunks", "content", unread)).isZero();
        rejectionsAreReadable(refused);
    }

    @Test
    @TestSecurity(user = "ben", roles = "sales")
    void contactDataOfRefusedRowsIsHiddenFromThoseWithoutTheRight() {
        Api.json("""
                {"type": "customers", "source": "demo",
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "kind", "field": "customerKind"},
                             {"column": "mail", "field": "email"}]}""").put("/v1/mappings/" + mine);
        String id = Api.importFile("customers", mine, """
                key,kind,mail
                1,NOBODY,a@%1$s.com
                2,PERSON,%1$s
                3,PERSON,b,c@%1$s.com
                """.formatted(mine))
                .path("id")
                .asText();

        JsonNode items =
                tree(request().get("/v1/imports/%s/rejections".formatted(id))).path("items");
        String file = request()
                .accept("text/csv")
                .header("Accept-Language", "zh-CN")
                .get("/v1/imports/%s/rejections".formatted(id))
                .asString();

        assertThat(items.findValuesAsText("code")).containsExactly("INVALID_CODE", "INVALID_CONTACT", "COLUMN_COUNT");
        assertThat(items.toString()).doesNotContain(mine);
        assertThat(items.at("/0/row").toString()).isEqualTo("[\"1\",\"NOBODY\",\"***\"]");
        assertThat(items.at("/1/reason").asText()).isEqualTo("A phone number or e-mail address cannot be one");
        assertThat(file).doesNotContain(mine).contains("2,PERSON,***");
    }

    /// An import that waited while the service was brought to this version.
    @Test
    void chunksOfEarlierVersionsAreReadAsTheyAre() throws IOException {
        UUID id = UUID.randomUUID();
        database.call(c -> Sql.update(
                c,
                "insert into import_chunks (import_id, no, content, encrypted) values (?, 0, ?, false)",
                id,
                mine.getBytes(StandardCharsets.UTF_8)));

        try (var file = chunks.open(id)) {
            assertThat(file.readAllBytes()).isEqualTo(mine.getBytes(StandardCharsets.UTF_8));
        }
        chunks.delete(id);
    }

    private String importFile(String lines) {
        return Api.importFile("customers", "fenji-customers", lines.formatted(mine))
                .path("id")
                .asText();
    }

    private void rejectionsAreReadable(UUID id) {
        JsonNode items =
                tree(request().get("/v1/imports/%s/rejections".formatted(id))).path("items");
        assertThat(items).hasSize(2);
        assertThat(items.at("/0/row/2").asText()).isEqualTo(mine);
        assertThat(items.at("/1/reason").asText()).contains(mine);
        assertThat(request()
                        .accept("text/csv")
                        .get("/v1/imports/%s/rejections".formatted(id))
                        .asString())
                .contains(mine);
    }

    private void underTheOlderKey(String table, String no, String column, UUID id) {
        Encryption older = otherKeys.older();
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select %s, %s from %s where import_id = ?".formatted(no, column, table),
                    row -> {
                        byte[] binding = PlaceBinding.of(table, id, row.getLong(1));
                        Sql.update(
                                c,
                                "update %s set %s = ? where import_id = ? and %s = ?".formatted(table, column, no),
                                older.seal(binding, encryption.open(binding, row.getBytes(2))),
                                id,
                                row.getLong(1));
                    },
                    id);
            return id;
        });
        assertThat(underAnotherKey(table, column, id)).isPositive();
    }

    private long underAnotherKey(String table, String column, UUID id) {
        byte[] head = encryption.activeHead();
        return database.call(c -> Sql.only(
                c,
                "select count(*) from %s where import_id = ? and substring(%s from 1 for length(?::bytea)) <> ?::bytea"
                        .formatted(table, column),
                row -> row.getLong(1),
                id,
                head,
                head));
    }
}
