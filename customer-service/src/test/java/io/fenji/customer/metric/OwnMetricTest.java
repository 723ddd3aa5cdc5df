package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class OwnMetricTest {
    private static final String CALLS = """
            {"key": "ownCalls", "name": {"zh-CN": "电话", "en": "Calls"}, "group": "engagement", "unit": "count",
             "source": "interactions", "aggregate": "count", "filter": [{"field": "type", "is": "CALL"}], "window": "%s"}""";

    @Inject
    Database database;

    private final String customer = fresh("C");

    @AfterEach
    void deleteTheMetric() {
        Response known = request().get("/v1/metrics/ownCalls");
        if (known.statusCode() == 200) {
            Api.await(request()
                    .header("If-Match", known.header("ETag"))
                    .delete("/v1/metrics/ownCalls")
                    .header("Location"));
        }
    }

    @Test
    void isSeenWhenItsBackfillHasEndedAndKeptCurrentFromThenOn() throws Exception {
        called("2011-12-01T10:00:00Z");
        String start = Api.feed(null).next();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JsonNode created;
        // A writer holds the back-fill up.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> database.transaction(connection -> {
                AdvisoryLock.BASE.share(connection);
                held.countDown();
                release.await();
                return true;
            }));
            held.await();
            Response answer = json(CALLS.formatted("30d")).post("/v1/metrics");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            created = tree(answer);
            assertThat(created.path("state").asText()).isEqualTo("BACKFILLING");
            JsonNode catalogue = tree(request().get("/v1/metrics"));
            assertThat(keys(catalogue.path("items"))).doesNotContain("ownCalls");
            assertThat(keys(catalogue.path("pending"))).contains("ownCalls");
            assertThat(metrics().has("ownCalls")).isFalse();
            assertThat(json(CALLS.formatted("90d"))
                            .header("If-Match", answer.header("ETag"))
                            .put("/v1/metrics/ownCalls")
                            .<String>path("code"))
                    .isEqualTo("BACKFILL_RUNNING");
            release.countDown();
            writer.get();
        }

        JsonNode operation =
                Api.await("/v1/operations/" + created.at("/pending/operation").asText());

        assertThat(operation.path("state").asText()).as(operation.toString()).isEqualTo("SUCCEEDED");
        assertThat(operation.at("/progress/done").asLong()).isPositive();
        assertThat(keys(tree(request().get("/v1/metrics")).path("items"))).contains("ownCalls");
        assertThat(metrics().path("ownCalls").asInt(-1)).isEqualTo(1);
        assertThat(onFeed(start).path("ownCalls").asInt(-1)).isEqualTo(1);
        called("2011-12-02T10:00:00Z");
        assertThat(metrics().path("ownCalls").asInt(-1)).isEqualTo(2);
    }

    @Test
    void aNewVersionTakesOverAndADeletedMetricIsGoneEverywhereButInItsHistory() {
        called("2011-10-01T10:00:00Z");
        called("2011-12-01T10:00:00Z");
        await(json(CALLS.formatted("30d")).post("/v1/metrics"));
        assertThat(metrics().path("ownCalls").asInt(-1)).isEqualTo(1);
        String start = Api.feed(null).next();

        await(json(CALLS.formatted("90d")).header("If-Match", tag()).put("/v1/metrics/ownCalls"));

        assertThat(metrics().path("ownCalls").asInt(-1)).isEqualTo(2);
        assertThat(onFeed(start).path("ownCalls").asInt(-1)).isEqualTo(2);
        assertThat(tree(request().get("/v1/metrics/ownCalls")).path("version").asInt())
                .isEqualTo(tree(request().get("/v1/metrics/ownCalls/versions"))
                        .at("/items/0/version")
                        .asInt());

        String changed = Api.feed(start).next();
        Response deleted = request().header("If-Match", tag()).delete("/v1/metrics/ownCalls");
        assertThat(metrics().has("ownCalls")).as("gone at once").isFalse();
        Api.await(deleted.header("Location"));

        assertThat(request().get("/v1/metrics/ownCalls").statusCode()).isEqualTo(404);
        assertThat(onFeed(changed).has("ownCalls")).isFalse();
        assertThat(onFeed(changed).has("orders.30d")).isTrue();
        List<String> states = new ArrayList<>();
        tree(request().get("/v1/metrics/ownCalls/versions"))
                .path("items")
                .forEach(version -> states.add(version.path("state").asText()));
        assertThat(states.subList(0, 2)).isEqualTo(List.of("RETIRED", "RETIRED"));
        assertThat(leftInVectors()).isZero();
    }

    @Test
    void aCancelledBackfillLeavesNothingBehindAndCanBeTriedAgain() throws Exception {
        called("2011-12-01T10:00:00Z");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> database.transaction(connection -> {
                AdvisoryLock.BASE.share(connection);
                held.countDown();
                release.await();
                return true;
            }));
            held.await();
            JsonNode created = tree(json(CALLS.formatted("30d")).post("/v1/metrics"));
            String operation = created.at("/pending/operation").asText();
            request().post("/v1/operations/%s:cancel".formatted(operation));
            release.countDown();
            writer.get();
            assertThat(Api.await("/v1/operations/" + operation).path("state").asText())
                    .isEqualTo("CANCELLED");
        }
        assertThat(tree(request().get("/v1/metrics/ownCalls")).path("state").asText())
                .isEqualTo("FAILED");
        assertThat(metrics().has("ownCalls")).isFalse();

        await(json(CALLS.formatted("30d")).header("If-Match", tag()).put("/v1/metrics/ownCalls"));

        assertThat(metrics().path("ownCalls").asInt(-1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "source": "visits"             | /source           | UNKNOWN_SOURCE
                    "aggregate": "median"          | /aggregate        | UNKNOWN_AGGREGATE
                    "aggregate": "sum"             | /field            | REQUIRED
                    "field": "type"                | /field            | NOT_FOR_AGGREGATE
                    "aggregate": "sum", "field": "type"                  | /aggregate        | NOT_FOR_TYPE
                    "aggregate": "distinct", "field": "gross"            | /field            | UNKNOWN_FIELD
                    "filter": [{"field": "gross", "over": 1}]            | /filter/0/field   | UNKNOWN_FIELD
                    "filter": [{"field": "type", "over": 1}]             | /filter/0/over    | NOT_FOR_TYPE
                    "filter": [{"field": "type", "is": 1}]               | /filter/0/is      | NOT_FOR_TYPE
                    "filter": [{"field": "type"}]                        | /filter/0         | INVALID_CONDITION
                    "filter": [{"field": "type", "is": "A", "in": ["B"]}] | /filter/0         | INVALID_CONDITION
                    "filter": [{"field": "type", "in": []}]              | /filter/0/in      | OUT_OF_RANGE
                    "filter": [null]               | /filter/0/field   | REQUIRED
                    "window": "30 days"            | /window           | INVALID_WINDOW
                    "window": "9999d"              | /window           | INVALID_WINDOW
                    "key": "own.30d"               | /window           | OTHER_WINDOW
                    "key": "Own Calls"             | /key              | INVALID_KEY
                    "unit": "pounds"               | /unit             | INVALID_UNIT
                    "group": "my group"            | /group            | INVALID_GROUP
                    "name": {"en": "Calls"}        | /name/zh-CN       | INVALID_TEXT
                    """)
    void saysWhatIsWrongWithADefinitionAndWhere(String part, String pointer, String code) {
        ObjectNode document = (ObjectNode) tree(CALLS.formatted("90d"));
        document.setAll((ObjectNode) tree("{" + part + "}"));

        Response answer = json(document.toString()).post("/v1/metrics");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("code")).isEqualTo("INVALID_METRIC");
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.<String>path("errors[0].code")).isEqualTo(code);
    }

    @Test
    void refusesANumberOfTooManyDigits() {
        String document = CALLS.formatted("30d").replace("interactions", "feedback");
        Response answer = json(document.replace("\"type\", \"is\": \"CALL\"", "\"score\", \"is\": 1e20000"))
                .post("/v1/metrics");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo("/filter/0/is");
    }

    @Test
    void keysOfOtherMetricsAreTaken() {
        for (String key : List.of("nps", "churnRisk")) {
            assertThat(json(CALLS.formatted("lifetime").replace("ownCalls", key))
                            .post("/v1/metrics")
                            .statusCode())
                    .isEqualTo(409);
        }
        assertThat(json(CALLS.formatted("lifetime").replace("ownCalls", "nps"))
                        .header("If-Match", "\"1\"")
                        .put("/v1/metrics/nps")
                        .<String>path("code"))
                .isEqualTo("BUILT_IN_METRIC");
        assertThat(json(CALLS.formatted("30d"))
                        .header("If-Match", "\"1\"")
                        .put("/v1/metrics/ownCalls")
                        .statusCode())
                .isEqualTo(404);
        assertThat(request().get("/v1/metrics/nps").<String>path("aggregate")).isEqualTo("last");
    }

    private void called(String time) {
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + customer);
        assertThat(json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "type": "CALL", "occurredAt": "%s"}""".formatted(customer, time))
                        .put("/v1/interactions/by-key/demo/" + fresh("I"))
                        .statusCode())
                .isEqualTo(201);
    }

    private static void await(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        Api.await("/v1/operations/" + answer.<String>path("pending.operation"));
    }

    private static String tag() {
        return request().get("/v1/metrics/ownCalls").header("ETag");
    }

    private JsonNode metrics() {
        return tree(request().get("/v1/customers/by-key/demo/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    /// What the feed says of the customer after the cursor.
    private JsonNode onFeed(String after) {
        return Api.feed(after).items().stream()
                .filter(item -> item.at("/keys/0/key").asText().equals(customer))
                .reduce((first, second) -> second)
                .orElseThrow()
                .path("metrics");
    }

    private static List<String> keys(JsonNode items) {
        List<String> keys = new ArrayList<>();
        items.forEach(item -> keys.add(item.path("key").asText()));
        return keys;
    }

    private long leftInVectors() {
        return database.call(connection -> Sql.only(
                connection,
                "select count(*) from customer_metrics m, unnest(m.own) as value where value is not null",
                row -> row.getLong(1)));
    }
}
