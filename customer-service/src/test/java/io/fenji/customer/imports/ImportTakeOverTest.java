package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whoever stands still for longer than a lease does not know that somebody else has taken its import on.
@QuarkusTest
@ServiceTest
class ImportTakeOverTest {
    @Inject
    DataSource dataSource;

    @Inject
    ImportOperation operation;

    @Test
    void aFileThatTwoWorkOnLandsOnce() throws Exception {
        String key = fresh("P");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            Sql.execute(other, "lock table products in access exclusive mode");
            UUID id = submit(key);
            awaitWaiting(other, "relation");
            Future<JsonNode> second = threads.submit(() -> operation.run(new Unwatched(id)));
            awaitWaiting(other, "advisory");
            other.rollback();

            JsonNode first = Api.await("/v1/imports/" + id);

            assertThat(first.at("/counts/created").asInt()).as(first.toString()).isEqualTo(1);
            assertThat(second.get().at("/counts"))
                    .hasToString(first.path("counts").toString());
        }
    }

    @Test
    void whoLostTheLeaseGivesUpAndTheOtherEndsIt() throws Exception {
        String key = fresh("P");
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            Sql.execute(other, "lock table products in access exclusive mode");
            UUID id = submit(key);
            awaitWaiting(other, "relation");
            try (Connection clock = dataSource.getConnection()) {
                loseTheLease(clock, id);
            }
            other.rollback();

            JsonNode ended = Api.await("/v1/imports/" + id);

            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            assertThat(ended.at("/counts/created").asInt()).isEqualTo(1);
        }
    }

    private static UUID submit(String key) {
        return UUID.fromString(request()
                .contentType("text/csv")
                .queryParam("type", "products")
                .queryParam("mapping", "fenji-products")
                .body("key,name,category,unit_cost,unit_price\n%s,茶,tea,4.00,9.90\n"
                        .formatted(key)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .path("id"));
    }

    private static void awaitWaiting(Connection connection, String locktype) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!Sql.only(
                connection,
                "select exists (select from pg_locks where not granted and locktype = ?)",
                row -> row.getBoolean(1),
                locktype)) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
    }

    /// Until it is taken on again: the first one goes on renewing it.
    private static void loseTheLease(Connection connection, UUID id) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (Sql.update(
                        connection,
                        "update operations set lease_until = now() - interval '1 second' where id = ? and attempt = 1",
                        id)
                > 0) {
            assertThat(System.nanoTime()).as("nobody takes it over").isLessThan(end);
        }
    }

    /// Never hears that its work is somebody else's now.
    private record Unwatched(UUID id) implements OperationContext {
        @Override
        public JsonNode request() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public void progress(String phase, long done, @Nullable Long total) {}
    }
}
