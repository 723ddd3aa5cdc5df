package io.fenji.customer.interaction;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class InteractionResourceTest {
    private String customer;

    @BeforeEach
    void aCustomer() {
        customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
    }

    private String call(String occurredAt) {
        return body(customer, "CALL", occurredAt);
    }

    private static String body(String customer, String type, String occurredAt) {
        return """
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "type": "%s", "channel": "phone",
                 "direction": "OUTBOUND", "occurredAt": "%s"}""".formatted(customer, type, occurredAt);
    }

    private static String keyed(String key, String body) {
        return body.replaceFirst("\\{", "{\"key\": {\"source\": \"crm\", \"key\": \"%s\"}, ".formatted(key));
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    @Test
    void anInteractionIsAnsweredWholeAndShowsOnTheFeedAtOnce() {
        String key = fresh("I");
        String cursor = Api.feed(null).next();

        Response created =
                json(keyed(key, call("2011-12-01T08:30:00.123456789Z"))).post("/v1/interactions");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThatJson(created.asString()).isEqualTo("""
                {"id": "${json-unit.any-string}", "key": {"source": "crm", "key": "%s"},
                 "customerId": "${json-unit.any-string}", "type": "CALL", "channel": "phone", "direction": "OUTBOUND",
                 "occurredAt": "2011-12-01T08:30:00.123456Z", "createdAt": "${json-unit.any-string}",
                 "updatedAt": "${json-unit.any-string}"}""".formatted(key));
        assertThat(request().get("/v1/interactions/by-key/crm/" + key).asString())
                .isEqualTo(created.asString());
        List<JsonNode> items = Api.feed(cursor).items();
        assertThat(items).hasSize(1);
        JsonNode metrics = items.getFirst().path("metrics");
        assertThat(metrics.path("interactions.30d").asInt()).isEqualTo(1);
        assertThat(metrics.path("interactions.call.30d").asInt()).isEqualTo(1);
        assertThat(metrics.path("interactions.visit.30d").asInt(-1)).isZero();
        assertThat(metrics.path("lastInteractionDays").asInt()).isEqualTo(9);
        assertThat(metrics.has("activityTrend")).isFalse();
    }

    @Test
    void theTrendComparesNinetyDaysWithTheNinetyBefore() {
        for (String time : List.of("2011-12-01", "2011-09-12", "2011-09-11", "2011-06-14", "2011-06-13")) {
            json(call(time + "T08:30:00Z")).post("/v1/interactions").then().statusCode(201);
        }

        assertThat(metrics(customer).path("interactions.90d").asInt()).isEqualTo(2);
        assertThat(metrics(customer).path("activityTrend").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void onlyTheVersionThatWasReadIsReplacedOrDeleted() {
        String path = "/v1/interactions/"
                + json(call("2011-12-01T08:30:00Z")).post("/v1/interactions").path("id");
        String later = call("2011-12-02T08:30:00Z");

        assertThat(json(later).put(path).statusCode()).isEqualTo(428);
        assertThat(json(later).header("If-Match", "\"9\"").put(path).statusCode())
                .isEqualTo(412);
        assertThat(json(later).header("If-Match", "\"1\"").put(path).header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(request().delete(path).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(412);
        assertThat(metrics(customer).path("interactions.30d").asInt()).isEqualTo(1);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(204);
        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(404);
        assertThat(metrics(customer).path("interactions.30d").asInt(-1)).isZero();
    }

    @Test
    void aRepeatedUpsertChangesNothingAndAMoveTouchesBothCustomers() {
        String path = "/v1/interactions/by-key/crm/" + fresh("I");
        String other = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + other);
        json(call("2011-12-01T08:30:00Z")).put(path).then().statusCode(201);

        Response again = json(call("2011-12-01T08:30:00Z")).put(path);
        Response moved = json(body(other, "CALL", "2011-12-01T08:30:00Z")).put(path);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(moved.header("ETag")).isEqualTo("\"2\"");
        assertThat(metrics(customer).path("interactions.30d").asInt(-1)).isZero();
        assertThat(metrics(other).path("interactions.30d").asInt()).isEqualTo(1);
    }

    @Test
    void listsByCustomerTypeChannelDirectionAndTime() {
        String id = json(call("2011-12-01T08:30:00Z")).post("/v1/interactions").path("customerId");
        json(body(customer, "VISIT", "2011-12-02T08:30:00Z")).post("/v1/interactions");

        assertThat(count(id, "limit", "1")).isEqualTo(1);
        assertThat(count(id, "type", "VISIT")).isEqualTo(1);
        assertThat(count(id, "channel", "phone")).isEqualTo(2);
        assertThat(count(id, "channel", "web")).isZero();
        assertThat(count(id, "direction", "INBOUND")).isZero();
        assertThat(count(id, "from", "2011-12-02T08:30:00Z")).isEqualTo(1);
        assertThat(count(id, "to", "2011-12-02T08:30:00Z")).isEqualTo(1);
        Response page =
                request().queryParam("customerId", id).queryParam("limit", 1).get("/v1/interactions");
        Response rest = request()
                .queryParam("customerId", id)
                .queryParam("limit", 1)
                .queryParam("after", page.<String>path("next"))
                .get("/v1/interactions");
        assertThat(rest.<List<String>>path("items.type")).containsExactly("VISIT");
        assertThat(rest.<String>path("next")).isNull();
        assertThat(request()
                        .queryParam("type", "TELEPATHY")
                        .get("/v1/interactions")
                        .statusCode())
                .isEqualTo(400);
    }

    private static int count(String customerId, String parameter, String value) {
        return request()
                .queryParam("customerId", customerId)
                .queryParam(parameter, value)
                .get("/v1/interactions")
                .<List<String>>path("items.id")
                .size();
    }

    @Test
    void refusesWhatHasNoMeaning() {
        Response unknown =
                json(call("2011-12-01T08:30:00Z").replace(customer, "nobody")).post("/v1/interactions");
        Response ancient = json(call("1811-12-01T08:30:00Z")).post("/v1/interactions");
        Response farAway = json(call("+999999999-12-31T23:59:59Z")).post("/v1/interactions");
        Response neither = json("{\"customer\": {}, \"type\": \"CALL\", \"occurredAt\": \"2011-12-01T08:30:00Z\"}")
                .post("/v1/interactions");
        Response noType =
                json(call("2011-12-01T08:30:00Z").replace("CALL", "TELEPATHY")).post("/v1/interactions");

        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.<String>path("code")).isEqualTo("UNKNOWN_CUSTOMER");
        assertThat(ancient.<List<String>>path("errors.code")).containsExactly("DATE_OUT_OF_RANGE");
        assertThat(farAway.<List<String>>path("errors.code")).containsExactly("DATE_OUT_OF_RANGE");
        assertThat(neither.<List<String>>path("errors.pointer")).containsExactly("/customer");
        assertThat(noType.statusCode()).isEqualTo(400);
    }

    @Test
    void aTakenKeyIsAConflictAndAnotherKeyInTheBodyAFault() {
        String key = fresh("I");
        String body = keyed(key, call("2011-12-01T08:30:00Z"));
        json(body).post("/v1/interactions").then().statusCode(201);

        assertThat(json(body).post("/v1/interactions").<String>path("code")).isEqualTo("KEY_TAKEN");
        assertThat(json(body).put("/v1/interactions/by-key/crm/" + fresh("I")).<List<String>>path("errors.pointer"))
                .containsExactly("/key");
    }

    @Test
    void aBatchAnswersForEachItem() {
        String key = fresh("I");
        String good = call("2011-12-01T08:30:00Z");
        json(keyed(key + "a", good)).post("/v1/interactions");
        json(keyed(key + "b", good)).post("/v1/interactions");

        Response answer = batch(
                keyed(key + "a", good),
                keyed(key + "b", good.replace("CALL", "VISIT")),
                keyed(key + "c", good),
                keyed(key + "d", good.replace(customer, "nobody")),
                keyed(key + "c", good),
                good);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<String>>path("items.status"))
                .containsExactly("UNCHANGED", "UPDATED", "CREATED", "REJECTED", "REJECTED", "REJECTED");
        assertThat(answer.<List<String>>path("items.etag").subList(0, 3)).containsExactly("\"1\"", "\"2\"", "\"1\"");
        assertThat(answer.<List<String>>path("items.errors.flatten().findAll{it}.code"))
                .containsExactly("UNKNOWN_CUSTOMER", "DUPLICATE_KEY", "REQUIRED");
        assertThat(answer.<List<String>>path("items.errors.flatten().findAll{it}.pointer"))
                .containsExactly("/items/3/customer", "/items/4/key", "/items/5/key");
        assertThat(answer.<Integer>path("rejected")).isEqualTo(3);
        assertThat(metrics(customer).path("interactions.30d").asInt()).isEqualTo(3);
        assertThat(metrics(customer).path("interactions.visit.30d").asInt()).isEqualTo(1);
    }

    @Test
    void aBatchOfAWrongShapeIsRefusedWhole() {
        String key = fresh("I");
        String good = keyed(key, call("2011-12-01T08:30:00Z"));

        Response answer = batch(good, "{\"type\": \"CALL\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(request().get("/v1/interactions/by-key/crm/" + key).statusCode())
                .isEqualTo(404);
        assertThat(batch(IntStream.range(0, 1_001).mapToObj(i -> good).toArray(String[]::new))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void batchesOfTheSameKeysAtTheSameMomentMakeEachRowOnce() throws Exception {
        String key = fresh("I");
        String[] items = IntStream.range(0, 50)
                .mapToObj(i -> keyed(key + "-" + i, call("2011-12-01T08:30:00Z")))
                .toArray(String[]::new);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> batch(items)))
                    .toList();
            int created = 0;
            for (Future<Response> answer : answers) {
                assertThat(answer.get().statusCode())
                        .as(answer.get().asString())
                        .isEqualTo(200);
                created += answer.get().<Integer>path("created");
            }
            assertThat(created).isEqualTo(50);
        }
        assertThat(metrics(customer).path("interactions.30d").asInt()).isEqualTo(50);
    }

    private static Response batch(String... items) {
        return json("{\"items\": [%s]}".formatted(String.join(",", items))).post("/v1/interactions:batch");
    }

    @Test
    void aRepeatedPostWithItsIdempotencyKeyIsAnsweredAsBefore() {
        String idempotencyKey = fresh("K");
        String body = call("2011-12-01T08:30:00Z");

        Response first = json(body).header("Idempotency-Key", idempotencyKey).post("/v1/interactions");
        Response second = json(body).header("Idempotency-Key", idempotencyKey).post("/v1/interactions");

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(first.<String>path("key.source")).isEqualTo("fenji");
        assertThat(metrics(customer).path("interactions.30d").asInt()).isEqualTo(1);
    }
}
