package io.fenji.customer;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A single write meets another transaction (an import, another write) at the same row.
@QuarkusTest
@ServiceTest
class WriteRaceTest {
    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"customers", "products"})
    void anUpsertThatWaitedForAnotherWriteReplacesWhatThatOneWrote(String table) throws Exception {
        String path = "/v1/%s/by-key/crm/%s".formatted(table, fresh("R"));
        String id = write(table, "before").put(path).path("id");

        Response answer =
                whileAnotherWrites(table, id, true, () -> write(table, "after").put(path));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<String>path("name")).isEqualTo("after");
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "products"})
    void aConditionalWriteThatWaitedForAnotherOneHearsThatItsVersionIsGone(String table) throws Exception {
        String path = "/v1/%s/by-key/crm/%s".formatted(table, fresh("R"));
        String id = write(table, "before").put(path).path("id");

        Response byKey = whileAnotherWrites(
                table,
                id,
                true,
                () -> write(table, "after").header("If-Match", "\"1\"").put(path));
        Response byId = whileAnotherWrites(
                table,
                id,
                true,
                () -> write(table, "after").header("If-Match", "\"2\"").put("/v1/%s/%s".formatted(table, id)));

        assertThat(byKey.statusCode()).as(byKey.asString()).isEqualTo(412);
        assertThat(byId.statusCode()).as(byId.asString()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "products"})
    void aWriteThatCannotHaveItsRowIsToldToComeAgain(String table) throws Exception {
        String path = "/v1/%s/by-key/crm/%s".formatted(table, fresh("R"));
        String id = write(table, "before").put(path).path("id");

        Response answer =
                whileAnotherWrites(table, id, false, () -> write(table, "after").put(path));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    private static RequestSpecification write(String table, String name) {
        return json(
                table.equals("customers")
                        ? "{\"kind\": \"PERSON\", \"name\": \"%s\"}".formatted(name)
                        : "{\"name\": \"%s\"}".formatted(name));
    }

    /// Another transaction has changed the row; it commits once the request waits for it, or only after the answer.
    private Response whileAnotherWrites(String table, String id, boolean commits, Supplier<Response> request)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try {
                Sql.update(
                        other,
                        "update %s set version = version + 1, name = 'other' where id = ?".formatted(table),
                        UUID.fromString(id));
                Future<Response> answer = threads.submit(request::get);
                awaitBlocked(other);
                if (commits) {
                    other.commit();
                }
                return answer.get();
            } finally {
                other.rollback();
                other.setAutoCommit(true);
            }
        }
    }

    private static void awaitBlocked(Connection other) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Sql.only(
                other,
                "select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))",
                row -> row.getBoolean(1))) {
            // The view is a snapshot until it is told otherwise.
            Sql.execute(other, "select pg_stat_clear_snapshot()");
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
    }
}
