package io.fenji.customer;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.Blocked;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
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

    @Test
    void aRefreshThatWaitsForAnImportMakesNobodyElseWait() throws Exception {
        String path = "/v1/customers/by-key/crm/" + fresh("R");
        String refresh;
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try {
                AdvisoryLock.IMPORTS.take(other);
                AdvisoryLock.BASE.share(other);
                refresh = json("{}").post("/v1/metric-refreshes").header("Location");
                Blocked.await(other);

                assertThat(write("customers", "meanwhile").put(path).statusCode())
                        .isEqualTo(201);
            } finally {
                other.rollback();
                other.setAutoCommit(true);
            }
        }
        assertThat(Api.await(refresh).path("state").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aProductsNewNameAndPriceConcernNoneOfItsBuyers() throws Exception {
        String key = fresh("R");
        String customer = write("customers", "buyer")
                .put("/v1/customers/by-key/demo/" + key)
                .path("id");
        write("products", "before").put("/v1/products/by-key/demo/" + key);
        json("""
                {"customer": {"id": "%s"}, "orderedAt": "2011-12-01T00:00:00Z",
                 "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1,
                            "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(customer, key)).put("/v1/orders/by-key/demo/" + key);
        json("""
                {"type": "products", "source": "demo", "columns": [{"column": "key", "field": "productKey"},
                 {"column": "name", "field": "productName"}, {"column": "price", "field": "unitPrice"}]}""").put("/v1/mappings/race-products");
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try {
                Sql.list(
                        other,
                        "select id from customers where id = ? for update",
                        row -> true,
                        UUID.fromString(customer));

                Response single = json("""
                        {"name": "after", "unitPrice": {"amount": "2", "currency": "GBP"}}""").put("/v1/products/by-key/demo/" + key);
                assertThat(single.statusCode()).as(single.asString()).isEqualTo(200);
                JsonNode file =
                        Api.importFile("products", "race-products", "key,name,price\n%s,later,3\n".formatted(key));
                assertThat(file.at("/counts/updated").asInt())
                        .as(file.toString())
                        .isEqualTo(1);
            } finally {
                other.rollback();
                other.setAutoCommit(true);
            }
        }
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
                Blocked.await(other);
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
}
