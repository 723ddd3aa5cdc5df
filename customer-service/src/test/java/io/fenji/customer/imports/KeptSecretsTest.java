package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.landing.RefusedRowsUnderTheOlderKey;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.testing.Traces;
import io.fenji.kit.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Refused rows are unreadable in the database.
@QuarkusTest
@ServiceTest
class KeptSecretsTest {
    @Inject
    Database database;

    @Inject
    RefusedRowsUnderTheOlderKey older;

    private final String mine = fresh("kept");

    @Test
    void refusedRowsAreReadableForCallersOnlyAndFollowTheKey() {
        UUID id = UUID.fromString(Api.importFile("customers", "fenji-customers", """
                key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on
                1,NOBODY,%1$s,,,,,,,,,
                2,PERSON,,,,,,,,,,%1$s
                """.formatted(mine))
                .path("id")
                .asText());
        assertThat(Traces.of(database, mine)).isEmpty();
        rejectionsAreReadable(id);
        older.bring(id);
        assertThat(older.count(id)).isEqualTo(2);

        JsonNode rotated = Api.await(request().post("/v1/key-rotations").header("Location"))
                .path("result");

        assertThat(rotated.path("rotated").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(rotated.path("remaining").asInt(-1)).isZero();
        assertThat(older.count(id)).isZero();
        rejectionsAreReadable(id);
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
}
