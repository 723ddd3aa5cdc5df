package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ImportCancelTest {
    @Inject
    DataSource dataSource;

    /// Products are locked by somebody else, so the landing's statement would wait for ever.
    @Test
    void endsTheStatementThatIsRunning() throws SQLException {
        String key = fresh("P");
        String file = "key,name,category,unit_cost,unit_price\n%s,茶,tea,4.00,9.90\n".formatted(key);
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table products in access exclusive mode");
            String id = request()
                    .contentType("text/csv")
                    .queryParam("type", "products")
                    .queryParam("mapping", "fenji-products")
                    .body(file.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .path("id");
            awaitPhase(id, "landing");

            request().post("/v1/operations/%s:cancel".formatted(id));
            JsonNode ended = Api.await("/v1/imports/" + id);

            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("CANCELLED");
            other.rollback();
        }
        assertThat(request().get("/v1/products/by-key/demo/" + key).statusCode())
                .isEqualTo(404);
    }

    /// The same stop shows the file as it waits.
    @Test
    void aFileOfCustomersIsUnreadableInTheDatabaseWhileItsImportRuns() throws SQLException {
        String key = fresh("C");
        json("""
                {"type": "customers", "source": "demo", "defaults": {"customerKind": "PERSON"},
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "mail", "field": "email"}]}""").put("/v1/mappings/" + key.toLowerCase(Locale.ROOT));
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table customers in access exclusive mode");
            String id = request()
                    .contentType("text/csv")
                    .queryParam("type", "customers")
                    .queryParam("mapping", key.toLowerCase(Locale.ROOT))
                    .body("key,mail\n%1$s,%1$s@example.com\n".formatted(key).getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .path("id");
            awaitPhase(id, "landing");

            assertThat(Sql.<Boolean>only(
                            other,
                            "select sealed and position(?::bytea in content) = 0 from import_chunks where import_id = ?",
                            row -> row.getBoolean(1),
                            key.getBytes(StandardCharsets.UTF_8),
                            UUID.fromString(id)))
                    .isTrue();
            other.rollback();

            JsonNode ended = Api.await("/v1/imports/" + id);
            assertThat(ended.at("/counts/created").asInt()).as(ended.toString()).isEqualTo(1);
        }
        assertThat(request().get("/v1/customers/by-key/demo/" + key).<String>path("contactPoints[0].value"))
                .isEqualTo(key + "@example.com");
    }

    private static void awaitPhase(String id, String phase) {
        long end = System.nanoTime() + 30_000_000_000L;
        String seen = "";
        while (!phase.equals(seen)) {
            seen = String.valueOf(request().get("/v1/imports/" + id).<Object>path("progress.phase"));
            assertThat(System.nanoTime()).as("phase is %s", seen).isLessThan(end);
        }
    }
}
