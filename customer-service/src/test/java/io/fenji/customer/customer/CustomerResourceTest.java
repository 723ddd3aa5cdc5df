package io.fenji.customer.customer;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.javacrumbs.jsonunit.core.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class CustomerResourceTest {
    @Test
    void createsACustomerWithAllItsProperties() {
        String key = fresh("C");
        Response created = json("""
                {"kind": "PERSON", "name": "王芳", "keys": [{"source": "crm", "key": "%s"}], "country": "CN",
                 "province": "广东", "city": "深圳", "industry": "零售", "size": "small", "creditRating": 80.5,
                 "assets": {"amount": "100.50", "currency": "GBP"}, "channel": "web", "registeredOn": "2011-05-01"}
                """.formatted(key)).post("/v1/customers");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        String id = created.path("id");
        assertThat(created.header("Location")).endsWith("/v1/customers/" + id);
        assertThatJson(request().get("/v1/customers/by-key/crm/" + key).asString())
                .isEqualTo("""
                        {"id": "%s", "kind": "PERSON", "name": "王芳", "keys": [{"source": "crm", "key": "%s"}],
                         "country": "CN", "province": "广东", "city": "深圳", "industry": "零售", "size": "small",
                         "creditRating": 80.5, "assets": {"amount": "100.50", "currency": "GBP"}, "channel": "web",
                         "registeredOn": "2011-05-01", "createdAt": "${json-unit.any-string}",
                         "updatedAt": "${json-unit.any-string}"}""".formatted(id, key));
    }

    @Test
    void givesANewCustomerItsMetricsAtOnce() {
        String key = fresh("C");
        String id = json("""
                {"kind": "PERSON", "keys": [{"source": "crm", "key": "%s"}], "creditRating": 7,
                 "assets": {"amount": "12.34567", "currency": "GBP"}, "registeredOn": "2011-12-01"}""".formatted(key)).post("/v1/customers").path("id");

        JsonNode metrics = tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(key)));

        assertThat(metrics.path("customerId").asText()).isEqualTo(id);
        assertThat(metrics.path("businessDate").asText()).isEqualTo("2011-12-10");
        assertThatJson(metrics.path("metrics")).isEqualTo("""
                {"spend.30d": 0, "spend.90d": 0, "spend.180d": 0, "spend.365d": 0, "spend.lifetime": 0,
                 "grossSpend.30d": 0, "grossSpend.90d": 0, "grossSpend.180d": 0, "grossSpend.365d": 0,
                 "grossSpend.lifetime": 0, "profit.30d": 0, "profit.90d": 0, "profit.180d": 0, "profit.365d": 0,
                 "profit.lifetime": 0, "orders.30d": 0, "orders.90d": 0, "orders.180d": 0, "orders.365d": 0,
                 "orders.lifetime": 0,
                 "interactions.30d": 0, "interactions.90d": 0, "interactions.365d": 0,
                 "interactions.call.30d": 0, "interactions.call.90d": 0, "interactions.call.365d": 0,
                 "interactions.email.30d": 0, "interactions.email.90d": 0, "interactions.email.365d": 0,
                 "interactions.visit.30d": 0, "interactions.visit.90d": 0, "interactions.visit.365d": 0,
                 "interactions.meeting.30d": 0, "interactions.meeting.90d": 0, "interactions.meeting.365d": 0,
                 "interactions.siteView.30d": 0, "interactions.siteView.90d": 0, "interactions.siteView.365d": 0,
                 "interactions.inquiry.30d": 0, "interactions.inquiry.90d": 0, "interactions.inquiry.365d": 0,
                 "interactions.download.30d": 0, "interactions.download.90d": 0, "interactions.download.365d": 0,
                 "interactions.login.30d": 0, "interactions.login.90d": 0, "interactions.login.365d": 0,
                 "interactions.campaignResponse.30d": 0, "interactions.campaignResponse.90d": 0, "interactions.campaignResponse.365d": 0,
                 "interactions.socialContact.30d": 0, "interactions.socialContact.90d": 0, "interactions.socialContact.365d": 0,
                 "complaints.365d": 0, "openComplaints": 0, "referrals.365d": 0,
                 "purchaseDays.lifetime": 0, "repeatSpend.lifetime": 0,
                 "assets": 12.3457, "creditRating": 7, "tenureDays": 9}""");
    }

    @Test
    void refusesAKeyThatIsTaken() {
        String key = fresh("C");
        String body = """
                {"kind": "PERSON", "keys": [{"source": "crm", "key": "%s"}]}""".formatted(key);
        json(body).post("/v1/customers").then().statusCode(201);

        Response second = json(body).post("/v1/customers");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThatJson(second.asString()).isEqualTo("""
                {"type": "https://fenji.io/problems/key-taken", "title": "Another row has this key", "status": 409,
                 "detail": "Another customer has the key '%1$s' of source 'crm'", "code": "KEY_TAKEN",
                 "errors": [{"pointer": "/keys/0", "code": "KEY_TAKEN",
                             "detail": "Another customer has the key '%1$s' of source 'crm'"}],
                 "traceId": "${json-unit.any-string}"}""".formatted(key));
    }

    @Test
    void namesEachFaultOfABadCustomer() {
        Response unknown = json("{\"kind\": \"PERSON\", \"colour\": 1}").post("/v1/customers");
        Response blank = json("{\"kind\": \"PERSON\", \"name\": \" \"}").post("/v1/customers");
        Response meaning = json("{\"kind\": \"PERSON\", \"creditRating\": -1, \"registeredOn\": \"9999-01-01\"}")
                .post("/v1/customers");
        Response nul = json("{\"kind\": \"PERSON\", \"name\": \"a\\u0000b\"}").post("/v1/customers");
        Response empty = json("").post("/v1/customers");

        assertThat(List.of(
                        unknown.statusCode(),
                        blank.statusCode(),
                        meaning.statusCode(),
                        nul.statusCode(),
                        empty.statusCode()))
                .containsExactly(400, 400, 422, 400, 400);
        assertThat(unknown.<String>path("errors[0].pointer")).isEqualTo("/colour");
        assertThat(blank.<String>path("errors[0].pointer")).isEqualTo("/name");
        assertThat(meaning.<List<String>>path("errors.pointer")).containsExactly("/creditRating", "/registeredOn");
        assertThat(nul.<String>path("errors[0].pointer")).isEqualTo("/name");
    }

    @Test
    void replacesOnlyTheVersionThatWasRead() {
        Response created = json("{\"kind\": \"PERSON\", \"country\": \"CN\"}").post("/v1/customers");
        String path = "/v1/customers/" + created.path("id");
        String body = "{\"kind\": \"ORGANIZATION\", \"country\": \"DE\"}";

        assertThat(json(body).put(path).statusCode()).isEqualTo(428);
        assertThat(json(body).header("If-Match", "\"7\"").put(path).statusCode())
                .isEqualTo(412);
        Response replaced =
                json(body).header("If-Match", created.header("ETag")).put(path);
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
        assertThat(json(body).header("If-Match", "\"2\"").put(path).header("ETag"))
                .isEqualTo("\"2\"");
    }

    /// RFC 9110: `*` holds for any version of what is there, and for nothing else.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/customers/by-key/crm/ | {"kind": "PERSON"}
            /v1/products/by-key/erp/  | {}
            /v1/orders/by-key/shop/   | {"customer": {"key": {"source": "crm", "key": "x"}}, "orderedAt": "2011-12-01T10:00:00Z", "lines": [{"product": {"source": "erp", "key": "x"}, "quantity": 1, "unitPrice": {"amount": "1", "currency": "GBP"}}]}
            /v1/mappings/             | {"type": "products", "source": "erp", "columns": [{"column": "key", "field": "productKey"}]}
            """)
    void aConditionalUpsertCreatesNothing(String path, String body) {
        String address = path + fresh("none").toLowerCase(Locale.ROOT);

        Response any = json(body).header("If-Match", "*").put(address);
        Response one = json(body).header("If-Match", "\"1\"").put(address);

        assertThat(any.statusCode()).as(any.asString()).isEqualTo(412);
        assertThat(one.statusCode()).isEqualTo(412);
        assertThat(request().get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void anUpsertOfAnyVersionReplacesWhatIsThere() {
        String path = "/v1/customers/by-key/crm/" + fresh("C");
        json("{\"kind\": \"PERSON\"}").put(path);

        Response replaced =
                json("{\"kind\": \"ORGANIZATION\"}").header("If-Match", "*").put(path);

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aReplayedPostGivesTheFirstAnswer() {
        String key = fresh("I");
        String body = "{\"kind\": \"PERSON\", \"name\": \"once\"}";
        Response first = json(body).header("Idempotency-Key", key).post("/v1/customers");
        Response second = json(body).header("Idempotency-Key", key).post("/v1/customers");
        Response other =
                json("{\"kind\": \"PERSON\"}").header("Idempotency-Key", key).post("/v1/customers");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void takesAnIdempotencyKeyAsLongAsTheContractAllows() throws Exception {
        int longest = new ObjectMapper(new YAMLFactory())
                .readTree(getClass().getResource("/META-INF/openapi.yaml"))
                .at("/components/parameters/IdempotencyKey/schema/maxLength")
                .asInt();
        String key = fresh("I");
        String full = key + "x".repeat(longest - key.length());
        String body = "{\"kind\": \"PERSON\"}";

        assertThat(json(body)
                        .header("Idempotency-Key", full)
                        .post("/v1/customers")
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(body)
                        .header("Idempotency-Key", full + "x")
                        .post("/v1/customers")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void parallelUpsertsOfOneKeyMakeOneCustomer() throws Exception {
        String path = "/v1/customers/by-key/crm/" + fresh("C");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> calls = IntStream.range(0, 24)
                    .<Callable<String>>mapToObj(
                            i -> () -> json("{\"kind\": \"PERSON\"}").put(path).path("id"))
                    .toList();
            List<String> ids = threads.invokeAll(calls).stream()
                    .map(future -> future.resultNow())
                    .distinct()
                    .toList();
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void pagesByCursorAndRefusesOneOfAnotherList() {
        String industry = fresh("industry");
        for (int i = 0; i < 3; i++) {
            json("{\"kind\": \"PERSON\", \"industry\": \"%s\"}".formatted(industry))
                    .post("/v1/customers");
        }
        Response first = request()
                .queryParam("industry", industry)
                .queryParam("limit", 2)
                .get("/v1/customers");
        Response second = request()
                .queryParam("industry", industry)
                .queryParam("limit", 2)
                .queryParam("after", first.<String>path("next"))
                .get("/v1/customers");

        assertThat(first.<List<String>>path("items.id"))
                .hasSize(2)
                .doesNotContainAnyElementsOf(second.path("items.id"));
        assertThat(second.<List<String>>path("items.id")).hasSize(1);
        assertThat(second.<String>path("next")).isNull();
        assertThat(request()
                        .queryParam("after", first.<String>path("next"))
                        .get("/v1/customers")
                        .statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("limit", 201).get("/v1/customers").statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("colour", "red").get("/v1/customers").statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("kind", "CAT").get("/v1/customers").statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsAsManyCustomersByIdAsTheContractAllows() {
        String id = json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id");
        String ids = "?id=" + id
                + IntStream.range(1, 200)
                        .mapToObj(i -> "&id=" + UUID.randomUUID())
                        .collect(Collectors.joining());

        Response found = request().get("/v1/customers" + ids);
        Response tooMany = request().get("/v1/customers" + ids + "&id=" + UUID.randomUUID());
        Response tooLong = request().queryParam("country", "x".repeat(20_000)).get("/v1/customers");

        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        assertThat(found.<List<String>>path("items.id")).containsExactly(id);
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooLong.statusCode()).isEqualTo(414);
    }

    @Test
    void answersUnknownCustomersWithProblems() {
        assertThat(request()
                        .get("/v1/customers/00000000-0000-7000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(request()
                        .get("/v1/customers/00000000-0000-7000-8000-000000000000/metrics")
                        .statusCode())
                .isEqualTo(404);
        assertThat(request().get("/v1/customers/not-an-id").statusCode()).isEqualTo(404);
        assertThat(request().get("/v1/customers/by-key/crm/nobody").statusCode())
                .isEqualTo(404);
        assertThat(request().accept("image/png").get("/v1/customers").statusCode())
                .isEqualTo(406);
        assertThat(json("{}").contentType("text/plain").post("/v1/customers").statusCode())
                .isEqualTo(415);
    }

    @Test
    void listsTheMetricCatalogue() {
        JsonNode catalogue = tree(request().get("/v1/metrics"));

        assertThat(catalogue.path("items")).hasSize(82);
        assertThatJson(catalogue.path("items").get(3))
                .when(Option.IGNORING_EXTRA_FIELDS)
                .isEqualTo("""
                {"key": "spend.365d", "group": "value", "name": {"zh-CN": "近365天消费", "en": "Spend, last 365 days"},
                 "unit": "money", "window": "365d", "builtIn": true, "step": 0.01,
                 "lever": {"key": "orders.sum.net", "moves": "BY_AMOUNT", "directions": ["UP"]},
                 "description": {"zh-CN": "净消费：总消费减退货（退货计入其发生日）",
                                 "en": "Gross minus returns; a return counts on its own date."}}""");
    }

    @Test
    void showsChangedAttributesOnTheFeed() {
        String key = fresh("C");
        json("{\"kind\": \"PERSON\", \"country\": \"CN\"}").put("/v1/customers/by-key/crm/" + key);
        String cursor = Api.feed(null).next();

        json("{\"kind\": \"PERSON\", \"country\": \"DE\"}").put("/v1/customers/by-key/crm/" + key);

        List<JsonNode> items = Api.feed(cursor).items();
        assertThat(items).anySatisfy(item -> {
            assertThat(item.path("keys").get(0).path("key").asText()).isEqualTo(key);
            assertThat(item.path("attributes").path("country").asText()).isEqualTo("DE");
        });
    }
}
