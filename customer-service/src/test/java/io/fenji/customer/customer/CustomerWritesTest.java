package io.fenji.customer.customer;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CustomerWritesTest {
    @Inject
    Database database;

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String key = fresh("C");
        String path = "/v1/customers/by-key/crm/" + key;
        String id = json("""
                {"kind": "PERSON", "name": "王芳", "city": "深圳", "creditRating": 80,
                 "assets": {"amount": "1.50", "currency": "GBP"},
                 "contactPoints": [{"type": "PHONE", "value": "13812345678"}]}""").put(path).path("id");

        Response patched = patch("""
                {"city": null, "accountManager": "张伟", "assets": {"amount": "2.00"}}""").header("If-Match", "\"1\"").patch("/v1/customers/" + id);

        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("\"2\"");
        assertThatJson(request().get(path).asString()).isEqualTo("""
                {"id": "%s", "kind": "PERSON", "name": "王芳", "keys": [{"source": "crm", "key": "%s"}],
                 "creditRating": 80, "assets": {"amount": "2.00", "currency": "GBP"}, "accountManager": "张伟",
                 "contactPoints": [{"type": "PHONE", "value": "+8613812345678", "preferred": false}],
                 "createdAt": "${json-unit.any-string}", "updatedAt": "${json-unit.any-string}"}""".formatted(id, key));
    }

    @Test
    void refusesPatchesThatMakeNoCustomer() {
        String path = "/v1/customers/by-key/crm/" + fresh("C");
        json("{\"kind\": \"PERSON\"}").put(path);

        assertThat(patch("{}").patch(path).statusCode()).isEqualTo(428);
        assertThat(patch("{}").header("If-Match", "\"9\"").patch(path).statusCode())
                .isEqualTo(412);
        Response colour = patch("{\"colour\": 1}").header("If-Match", "*").patch(path);
        Response kind = patch("{\"kind\": null}").header("If-Match", "*").patch(path);
        Response id = patch("{\"id\": \"x\"}").header("If-Match", "*").patch(path);
        Response type = patch("{\"name\": {\"a\": 1}}").header("If-Match", "*").patch(path);
        Response list = patch("[]").header("If-Match", "*").patch(path);
        Response none = patch("").header("If-Match", "*").patch(path);
        Response plain = json("{}").header("If-Match", "*").patch(path);

        assertThat(List.of(
                        colour.statusCode(),
                        kind.statusCode(),
                        id.statusCode(),
                        type.statusCode(),
                        list.statusCode(),
                        none.statusCode(),
                        plain.statusCode()))
                .containsExactly(400, 400, 400, 400, 400, 400, 415);
        assertThat(colour.<String>path("errors[0].pointer")).isEqualTo("/colour");
        assertThat(kind.<String>path("errors[0].pointer")).isEqualTo("/kind");
        assertThat(request().get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void aDeletedCustomerIsGoneWithEverythingAndTheFeedSaysSo() {
        String key = fresh("D");
        String path = "/v1/customers/by-key/demo/" + key;
        String id = json("""
                {"kind": "PERSON", "contactPoints": [{"type": "WECHAT", "value": "%s"}]}""".formatted(key)).put(path).path("id");
        json("{\"purpose\": \"sms\", \"given\": true}")
                .post(path + "/consents")
                .then()
                .statusCode(200);
        json("{}").put("/v1/products/by-key/demo/" + key);
        json("""
                {"customer": {"id": "%s"}, "orderedAt": "2011-12-01T10:00:00Z",
                 "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1,
                            "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(id, key)).put("/v1/orders/by-key/demo/" + key).then().statusCode(201);
        json("""
                {"customer": {"id": "%s"}, "type": "CALL", "occurredAt": "2011-12-01T10:00:00Z"}""".formatted(id))
                .put("/v1/interactions/by-key/demo/" + key)
                .then()
                .statusCode(201);
        json("""
                {"customer": {"id": "%s"}, "type": "NPS", "score": 9, "occurredAt": "2011-12-01T10:00:00Z"}""".formatted(id)).put("/v1/feedback/by-key/demo/" + key).then().statusCode(201);
        Api.Feed before = Api.feed(null);
        String address = "/v1/customers/" + id;

        assertThat(request().delete(address).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"7\"").delete(address).statusCode())
                .isEqualTo(412);
        assertThat(request().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(204);

        assertThat(request().header("If-Match", "\"1\"").delete(address).statusCode())
                .isEqualTo(404);
        for (String gone : List.of(
                address,
                path,
                "/v1/orders/by-key/demo/" + key,
                "/v1/interactions/by-key/demo/" + key,
                "/v1/feedback/by-key/demo/" + key)) {
            assertThat(request().get(gone).statusCode()).as(gone).isEqualTo(404);
        }
        assertThat(leftOf(UUID.fromString(id), key)).isZero();
        List<JsonNode> told = Api.feed(before.next()).items().stream()
                .filter(item -> item.path("customerId").asText().equals(id))
                .toList();
        assertThat(told).hasSize(1);
        assertThatJson(told.getFirst()).isEqualTo("""
                {"customerId": "%s", "deleted": true, "reason": "DELETED", "keys": [], "businessDate": "2011-12-10",
                 "computedAt": "${json-unit.any-string}"}""".formatted(id));
        assertThat(Api.feed(null).items().stream()
                        .filter(item -> item.path("customerId").asText().equals(id))
                        .map(item -> item.path("deleted").asBoolean()))
                .containsExactly(true);
        assertThat(json("{\"kind\": \"PERSON\"}").put(path).statusCode()).isEqualTo(201);
    }

    /// PostgreSQL's details of a failure hold the row; whatever is thrown may be logged.
    @Test
    void aFailureOfTheDatabaseHoldsNoData() {
        assertThatThrownBy(() -> database.call(connection -> Sql.update(
                        connection,
                        "insert into customers (id, kind, name) values (uuidv7(), ?, ?)",
                        "NOBODY",
                        "Secret Name")))
                .hasStackTraceContaining("customers_kind_ck")
                .satisfies(
                        failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("Secret Name"));
    }

    private long leftOf(UUID id, String key) {
        return database.call(connection -> {
            long left = 0;
            for (String table : List.of(
                    "customer_keys",
                    "contact_points",
                    "consents",
                    "orders",
                    "order_lines",
                    "order_keys",
                    "interactions",
                    "interaction_keys",
                    "feedback",
                    "feedback_keys",
                    "customer_metrics")) {
                left += Sql.only(
                        connection,
                        "select count(*) from %s where customer_id = ?".formatted(table),
                        row -> row.getLong(1),
                        id);
            }
            return left;
        });
    }

    @Test
    void aBatchWritesGoodItemsAndSaysWhatIsWrongWithTheOthers() {
        String known = fresh("B");
        String fresh = fresh("B");
        String other = fresh("B");
        String start = Api.feed(null).next();
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + other);
        String body = """
                {"items": [
                  {"kind": "PERSON", "name": "一", "keys": [%s], "contactPoints": [{"type": "PHONE", "value": "13812345678"}]},
                  {"kind": "PERSON", "keys": [%s], "contactPoints": [{"type": "PHONE", "value": "1"}]},
                  {"kind": "PERSON", "keys": []},
                  {"kind": "PERSON", "keys": [%s, %s]},
                  {"kind": "PERSON", "keys": [%s]},
                  {"kind": "ORGANIZATION", "keys": [%s], "custom": {"nothing": 1}}]}
                """.formatted(key(known), key(fresh), key(fresh("B")), key(other), key(known), key(fresh("B")));

        JsonNode first = tree(json(body).post("/v1/customers:batch"));
        JsonNode second = tree(json(body).post("/v1/customers:batch"));
        JsonNode third = tree(json(body.replace("\"一\"", "\"二\"")).post("/v1/customers:batch"));

        assertThatJson(first)
                .inPath("items[*].status")
                .isArray()
                .containsExactly("CREATED", "REJECTED", "REJECTED", "REJECTED", "REJECTED", "REJECTED");
        assertThatJson(first)
                .inPath("items[*].errors[0].pointer")
                .isArray()
                .containsExactly(
                        "/items/1/contactPoints/0/value",
                        "/items/2/keys",
                        "/items/3/keys/1",
                        "/items/4/keys/0",
                        "/items/5/custom/nothing");
        assertThat(second.at("/items/0/status").asText()).isEqualTo("UNCHANGED");
        assertThat(second.at("/items/0/etag").asText()).isEqualTo("\"1\"");
        assertThat(third.at("/items/0/status").asText()).isEqualTo("UPDATED");
        JsonNode read = tree(request().get("/v1/customers/by-key/crm/" + known));
        assertThat(read.path("name").asText()).isEqualTo("二");
        assertThat(read.at("/contactPoints/0/value").asText()).isEqualTo("+8613812345678");
        assertThat(Api.feed(start).items())
                .anyMatch(item -> item.at("/keys/0/key").asText().equals(known));
        assertThat(request().get("/v1/customers/by-key/crm/" + fresh).statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesAThousandCustomersAtOnceAndNoMore() {
        String prefix = fresh("T");
        String items = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"kind\": \"PERSON\", \"keys\": [%s]}".formatted(key(prefix + "-" + i)))
                .collect(Collectors.joining(","));

        JsonNode landed = tree(json("{\"items\": [%s]}".formatted(items)).post("/v1/customers:batch"));
        Response tooMany = json("{\"items\": [%s, {\"kind\": \"PERSON\"}]}".formatted(items))
                .post("/v1/customers:batch");

        assertThat(landed.path("created").asInt()).isEqualTo(1_000);
        assertThat(tooMany.statusCode()).isEqualTo(400);
    }

    @Test
    void filtersByWhatASalesManagerAsksFor() {
        String mark = fresh("M");
        json("""
                {"items": [
                  {"kind": "PERSON", "keys": [%s], "name": "%s_a", "province": "广东", "city": "深圳", "size": "s", "channel": "web",
                   "accountManager": "%s", "riskAppetite": "STEADY"},
                  {"kind": "PERSON", "keys": [%s], "name": "%sxb", "province": "江苏", "city": "南京", "accountManager": "%s"}]}
                """.formatted(key(mark + 1), mark, mark, key(mark + 2), mark, mark))
                .post("/v1/customers:batch");

        assertThat(names("accountManager", mark)).hasSize(2);
        assertThat(names("accountManager", mark, "province", "广东")).containsExactly(mark + "_a");
        assertThat(names("accountManager", mark, "city", "南京")).containsExactly(mark + "xb");
        assertThat(names("accountManager", mark, "size", "s", "channel", "web", "riskAppetite", "STEADY"))
                .containsExactly(mark + "_a");
        assertThat(names("key", mark + 1)).containsExactly(mark + "_a");
        assertThat(names("namePrefix", mark + "_")).containsExactly(mark + "_a");
        assertThat(names("namePrefix", mark)).hasSize(2);
        assertThat(names("accountManager", mark, "updatedSince", "2001-01-01T00:00:00Z"))
                .hasSize(2);
        assertThat(names("accountManager", mark, "updatedSince", "2150-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(request()
                        .queryParam("updatedSince", "yesterday")
                        .get("/v1/customers")
                        .statusCode())
                .isEqualTo(400);
    }

    private static List<String> names(String... filters) {
        var request = request();
        for (int i = 0; i < filters.length; i += 2) {
            request.queryParam(filters[i], filters[i + 1]);
        }
        return request.get("/v1/customers").path("items.name");
    }

    private static String key(String key) {
        return "{\"source\": \"crm\", \"key\": \"%s\"}".formatted(key);
    }

    private static io.restassured.specification.RequestSpecification patch(String body) {
        return request().contentType("application/merge-patch+json").body(body.getBytes(StandardCharsets.UTF_8));
    }
}
