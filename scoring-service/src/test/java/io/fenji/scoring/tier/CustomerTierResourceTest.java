package io.fenji.scoring.tier;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class CustomerTierResourceTest {
    @Inject
    Database database;

    @Inject
    Explainer explainer;

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    @Test
    void answersTierAndFreshness() {
        String scheme = Api.activeScheme(Schemes.PARETO);
        TestCustomer customer = buyer(scheme, "100").publish();
        JsonPath run = Api.run(scheme, true);

        Response answer = Api.tier(customer.id(), scheme);

        answer.then()
                .statusCode(200)
                .body("tier", equalTo("A"))
                .body("tierName.zh-CN", equalTo("A类"))
                .body("schemeVersion", equalTo(1))
                .body("calibrationId", equalTo(run.getString("calibrationId")))
                .body("runId", equalTo(run.getString("id")))
                .body("outside", nullValue());
        assertThat(answer.jsonPath().getString("dataAsOf")).isEqualTo(run.getString("dataAsOf"));
        assertThat(answer.jsonPath().getString("businessDate")).isEqualTo("2026-06-30");
    }

    @Test
    void answersNotModifiedUntilSomethingChanges() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);
        String tag = Api.tier(customer.id(), scheme).header("ETag");

        ifNoneMatch(tag, customer, scheme).then().statusCode(304).header("ETag", tag);
        customer.with("spend.365d", "9000").publish();
        Api.run(scheme, false);
        ifNoneMatch(tag, customer, scheme).then().statusCode(200).body("tier", equalTo("diamond"));
    }

    @Test
    void saysWhyACustomerIsOutside() {
        String scheme = Api.activeScheme(Schemes.PARETO);
        TestCustomer customer = TestCustomer.of(scheme, Map.of("orders.lifetime", BigDecimal.ZERO))
                .publish();
        Api.run(scheme, true);

        Api.tier(customer.id(), scheme)
                .then()
                .statusCode(200)
                .body("tier", nullValue())
                .body("outside", equalTo("population"));
        given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    void answersAllSchemesByIdAndByKey() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);

        given().get("/v1/customers/{id}/tiers", customer.id())
                .then()
                .statusCode(200)
                .body("items.scheme", hasItems(scheme));
        given().get("/v1/customers/by-key/test/{key}/tiers", customer.key())
                .then()
                .statusCode(200)
                .body("items.scheme", hasItems(scheme));
    }

    @Test
    void knowsNoOthers() {
        String scheme = Api.activeScheme(Schemes.RULES);
        UUID nobody = UUID.randomUUID();

        Api.tier(nobody, scheme).then().statusCode(404);
        Api.tier(nobody, "nobody").then().statusCode(404);
        given().get("/v1/customers/{id}/tiers", nobody).then().statusCode(404);
        given().get("/v1/customers/no-id/tiers").then().statusCode(404);
        given().get("/v1/customers/by-key/test/nobody/tiers").then().statusCode(404);
        given().get("/v1/customers/{id}/tiers/{scheme}/explanation", nobody, scheme)
                .then()
                .statusCode(404);
        given().get("/v1/customers/{id}/tiers/{scheme}/history", nobody, scheme)
                .then()
                .statusCode(404);
        given().queryParam("scheme", "nobody").get("/v1/tiers").then().statusCode(404);
        given().get("/v1/tiers").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {Schemes.PARETO, Schemes.SCORED, Schemes.TOP, Schemes.CLUSTERS, Schemes.RULES})
    void explanationsAddUpExactlyAndAgreeWithTheTier(String document) {
        String scheme = Api.activeScheme(document);
        List<TestCustomer> customers = RandomBase.of(scheme, 150, 21);
        customers.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        // Some move by the feed, so that hysteresis has something to hold.
        customers.stream()
                .limit(150)
                .forEach(customer -> customer.with("recencyDays", "120").publish());
        Api.run(scheme, false);

        for (TestCustomer customer : customers) {
            requireSums(new JsonPath(explainer.explain(customer.id(), scheme).toString()));
        }
        for (TestCustomer customer : customers.subList(0, 15)) {
            JsonPath tier = Api.tier(customer.id(), scheme).jsonPath();
            JsonPath explanation = given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer.id(), scheme)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(explanation.getString("tier")).isEqualTo(tier.getString("tier"));
            assertThat(explanation.getString("outside")).isEqualTo(tier.getString("outside"));
            assertThat(explanation.getString("score")).isEqualTo(tier.getString("score"));
        }
    }

    @Test
    void anExplanationSaysItInBothLanguages() {
        String scheme = Api.activeScheme(Schemes.PARETO);
        TestCustomer customer = buyer(scheme, "100").publish();
        JsonPath run = Api.run(scheme, true);
        given().queryParam("scheme", scheme)
                .get("/v1/tiers")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));

        JsonPath explained = given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer.id(), scheme)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(explained.getString("words.en"))
                .matches(
                        "A类 since \\d{4}-\\d\\d-\\d\\d, because Metric grossSpend.lifetime is 100.00, at least 100.00, the least of"
                                + " those who made the first 80% of the total\\.");
        assertThat(explained.getString("words.zh-CN"))
                .matches("自\\d{4}-\\d\\d-\\d\\d起为A类，因为指标 grossSpend.lifetime为100.00，不低于100.00，即校准时贡献总额前80%的客户中的最低值。");
        assertThat(explained.getString("calibrationId")).isEqualTo(run.getString("calibrationId"));
        assertThat(explained.getInt("calibration.members")).isEqualTo(1);
        assertThat(explained.getString("calibration.words.en")).contains("(customers: 1)");
        assertThat(explained.getString("freshnessWords.zh-CN")).contains("业务日期为2026-06-30", "+08:00");
    }

    @Test
    void anExplanationNamesMetricsWithUnitAndWindow() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        TestCustomer customer = RandomBase.of(scheme, 20, 31).getFirst().publish();
        Api.run(scheme, true);

        List<Map<String, Object>> criteria = given().get(
                        "/v1/customers/{id}/tiers/{scheme}/explanation", customer.id(), scheme)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("dimensions.criteria.flatten().findAll { it.metric != null }");

        assertThat(criteria).isNotEmpty().allSatisfy(criterion -> {
            String metric = (String) criterion.get("metric");
            assertThat(criterion.get("name")).isEqualTo(Map.of("zh-CN", "指标 " + metric, "en", "Metric " + metric));
            assertThat(criterion).containsKey("unit");
            assertThat(criterion.get("window"))
                    .isEqualTo(metric.contains(".") ? metric.substring(metric.indexOf('.') + 1) : null);
            assertThat(((Map<?, ?>) criterion.get("words")).get("en").toString())
                    .startsWith("Metric " + metric + ": ");
        });
    }

    @Test
    void answersByKeyWhatItAnswersById() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);
        for (String read : List.of("", "/explanation", "/history")) {
            Response byId = given().get("/v1/customers/{id}/tiers/{scheme}" + read, customer.id(), scheme);
            Response byKey =
                    given().get("/v1/customers/by-key/test/{key}/tiers/{scheme}" + read, customer.key(), scheme);

            byKey.then().statusCode(200).header("ETag", equalTo(byId.header("ETag")));
            assertThat(byKey.asString()).isEqualTo(byId.asString());
            given().header("If-None-Match", byKey.header("ETag"))
                    .get("/v1/customers/by-key/test/{key}/tiers/{scheme}" + read, customer.key(), scheme)
                    .then()
                    .statusCode(304);
            given().get("/v1/customers/by-key/test/nobody/tiers/{scheme}" + read, scheme)
                    .then()
                    .statusCode(404);
            given().get("/v1/customers/by-key/test/{key}/tiers/nobody" + read, customer.key())
                    .then()
                    .statusCode(404);
            given().queryParam("color", "red")
                    .get("/v1/customers/by-key/test/{key}/tiers/{scheme}" + read, customer.key(), scheme)
                    .then()
                    .statusCode(400);
        }
        given().queryParam("asOf", "2000-01-01")
                .get("/v1/customers/by-key/test/{key}/tiers/{scheme}", customer.key(), scheme)
                .then()
                .statusCode(404);
        given().queryParam("asOf", "tomorrow")
                .get("/v1/customers/by-key/test/{key}/tiers/{scheme}", customer.key(), scheme)
                .then()
                .statusCode(400);
    }

    @Test
    void aKeyMayHoldAnyCharacters() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100");
        String key = "a/b c?#%ü客户 " + customer.id();
        CustomerServiceStub.running().put(customer.id(), customer.line().replace(customer.key(), key));
        Api.run(scheme, false);

        // Not held against the contract: its filter sees the path decoded, where the slash is one more part.
        for (String read : List.of("", "/explanation", "/history")) {
            RestAssured.given()
                    .get("/v1/customers/by-key/{source}/{key}/tiers/{scheme}" + read, "test", key, scheme)
                    .then()
                    .statusCode(200);
        }
        given().urlEncodingEnabled(false)
                .get("/v1/customers/by-key/test/a%00b/tiers/" + scheme)
                .then()
                .statusCode(400);
    }

    @Test
    void anErasedCustomerHasNoKeysAnyMore() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);
        customer.erase();
        Api.run(scheme, false);

        for (String read : List.of("", "/explanation", "/history")) {
            given().get("/v1/customers/by-key/test/{key}/tiers/{scheme}" + read, customer.key(), scheme)
                    .then()
                    .statusCode(404);
        }
        lookup(scheme, "", "{\"source\":\"test\",\"key\":\"%s\"}".formatted(customer.key()))
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()))
                .body("missing", equalTo(List.of()))
                .body("keys[0].customerId", nullValue());
    }

    @Test
    void looksUpByIdAndByKeyAtOnce() {
        String scheme = Api.activeScheme(Schemes.RULES);
        String other = Api.activeScheme(Schemes.RULES);
        TestCustomer one = buyer(scheme, "100").publish();
        TestCustomer two = buyer(scheme, "9000").publish();
        TestCustomer elsewhere = buyer(other, "9000").publish();
        Api.run(scheme, false);

        JsonPath found = lookup(
                        scheme,
                        "\"%s\"".formatted(one.id()),
                        Stream.of(two.key(), "nobody", one.key(), elsewhere.key())
                                .map("{\"source\":\"test\",\"key\":\"%s\"}"::formatted)
                                .collect(Collectors.joining(",")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(found.getList("items.customerId"))
                .contains(one.id().toString(), two.id().toString())
                .doesNotHaveDuplicates();
        assertThat(found.getList("keys.key")).isEqualTo(List.of(two.key(), "nobody", one.key(), elsewhere.key()));
        assertThat(found.<String>getList("keys.customerId"))
                .containsExactly(
                        two.id().toString(),
                        null,
                        one.id().toString(),
                        elsewhere.id().toString());
    }

    @Test
    void aLookupIsOfAThousandAtMostInAll() {
        String scheme = Api.activeScheme(Schemes.RULES);
        String ids = IntStream.range(0, 600)
                .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
                .collect(Collectors.joining(","));
        String keys = IntStream.range(0, 401)
                .mapToObj(i -> "{\"source\":\"test\",\"key\":\"%d\"}".formatted(i))
                .collect(Collectors.joining(","));

        lookup(scheme, ids, keys).then().statusCode(400).body("errors[0].code", equalTo("BAD_LENGTH"));
        lookup(scheme, ids, keys.substring(0, keys.lastIndexOf(",{")))
                .then()
                .statusCode(200)
                .body("keys.size()", equalTo(400))
                .body("missing.size()", equalTo(600));
        lookup(scheme, "", "").then().statusCode(400);
        json("{\"scheme\":\"%s\"}".formatted(scheme))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(400);
        for (String bad : List.of(
                "{\"source\":\"test\"}",
                "{\"source\":\"\",\"key\":\"a\"}",
                "{\"source\":\"test\",\"key\":\"a\\u0000\"}",
                "{\"source\":\"test\",\"key\":\"\\ud800\"}",
                "{\"source\":\"test\",\"key\":\"a\",\"color\":1}",
                "null",
                "\"a\"")) {
            lookup(scheme, "", bad).then().statusCode(400);
        }
    }

    private static Response lookup(String scheme, String ids, String keys) {
        return json("{\"scheme\":\"%s\",\"customerIds\":[%s],\"keys\":[%s]}".formatted(scheme, ids, keys))
                .post("/v1/tiers:lookup");
    }

    @Test
    void anExplanationThatDisagreesIsAnErrorNotADifference() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);
        database.call(c -> Sql.update(
                c, "update tiers set tier = 'diamond' where customer_id = ? and scheme = ?", customer.id(), scheme));

        given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer.id(), scheme)
                .then()
                .statusCode(500)
                .body("code", equalTo("INTERNAL_ERROR"));
    }

    @Test
    void pagesThroughATierAndAllTiers() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 40, 22).forEach(TestCustomer::publish);
        JsonPath run = Api.run(scheme, true);

        assertThat(page(scheme, null)).hasSize(run.getInt("counts.tiered")).doesNotHaveDuplicates();
        for (int i = 0; i < 4; i++) {
            assertThat(page(scheme, run.getString("tiers[%d].tier".formatted(i))))
                    .hasSize(run.getInt("tiers[%d].customers".formatted(i)));
        }
        given().queryParam("scheme", scheme)
                .queryParam("minScore", 101)
                .get("/v1/tiers")
                .then()
                .statusCode(400);
        given().queryParam("scheme", scheme)
                .queryParam("minScore", "50")
                .queryParam("maxScore", "60.5")
                .queryParam("changedSince", "2026-01-01T00:00:00Z")
                .get("/v1/tiers")
                .then()
                .statusCode(200);
        given().queryParam("scheme", scheme)
                .queryParam("changedSince", "yesterday")
                .get("/v1/tiers")
                .then()
                .statusCode(400);
        given().queryParam("scheme", scheme)
                .queryParam("after", "AAAA")
                .get("/v1/tiers")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void looksUpManyAtOnce() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = buyer(scheme, "100").publish();
        Api.run(scheme, false);
        UUID nobody = UUID.randomUUID();

        json("{\"scheme\":\"%s\",\"customerIds\":[\"%s\",\"%s\"]}".formatted(scheme, customer.id(), nobody))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(200)
                .body("items.customerId", equalTo(List.of(customer.id().toString())))
                .body("missing", equalTo(List.of(nobody.toString())));
        json("{\"scheme\":\"nobody\",\"customerIds\":[\"%s\"]}".formatted(nobody))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(422);
        json("{\"scheme\":\"%s\",\"customerIds\":[]}".formatted(scheme))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(400);
        json("{\"scheme\":\"%s\",\"customerIds\":[\"x\"]}".formatted(scheme))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(400);
    }

    @Test
    void exportsEveryoneWithATrailer() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 60, 23).forEach(TestCustomer::publish);
        int tiered = Api.run(scheme, true).getInt("counts.tiered");

        String ndjson = given().accept("application/x-ndjson")
                .queryParam("scheme", scheme)
                .get("/v1/tier-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String csv = given().accept("text/csv")
                .queryParam("scheme", scheme)
                .get("/v1/tier-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        String unasked = given().queryParam("scheme", scheme)
                .get("/v1/tier-exports")
                .then()
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        assertThat(unasked.lines()).hasSize(tiered + 1);
        assertThat(ndjson.lines()).hasSize(tiered + 1);
        assertThat(ndjson.lines().toList().getLast()).contains("\"end\":true", "\"count\":" + tiered);
        assertThat(csv.lines()).hasSize(tiered + 2);
        assertThat(csv.lines().toList().getLast()).isEqualTo("#end," + tiered);
        given().accept("application/xml")
                .queryParam("scheme", scheme)
                .get("/v1/tier-exports")
                .then()
                .statusCode(406);
        given().accept("text/csv")
                .queryParam("scheme", "nobody")
                .get("/v1/tier-exports")
                .then()
                .statusCode(404);
    }

    private static List<String> page(String scheme, String tier) {
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var request = given().queryParam("scheme", scheme).queryParam("limit", 7);
            if (tier != null) {
                request.queryParam("tier", tier);
            }
            if (next != null) {
                request.queryParam("after", next);
            }
            JsonPath page =
                    request.get("/v1/tiers").then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.customerId"));
            next = page.getString("next");
        } while (next != null);
        return seen;
    }

    private static void requireSums(JsonPath explanation) {
        BigDecimal score = BigDecimal.ZERO;
        List<Map<String, Object>> dimensions = explanation.getList("dimensions");
        for (Map<String, Object> dimension : dimensions) {
            BigDecimal contribution = BigDecimal.ZERO;
            for (Object criterion : (List<?>) dimension.get("criteria")) {
                contribution = contribution.add(decimal(((Map<?, ?>) criterion).get("contribution")));
            }
            assertThat(contribution).isEqualByComparingTo(decimal(dimension.get("contribution")));
            score = score.add(contribution);
        }
        if (explanation.get("score") != null) {
            assertThat(score).isEqualByComparingTo(decimal(explanation.get("score")));
        }
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    private static Response ifNoneMatch(String tag, TestCustomer customer, String scheme) {
        return given().header("If-None-Match", tag).get("/v1/customers/{id}/tiers/{scheme}", customer.id(), scheme);
    }

    private static TestCustomer buyer(String scheme, String spend) {
        return TestCustomer.of(
                scheme,
                Map.of(
                        "orders.lifetime", BigDecimal.ONE,
                        "grossSpend.lifetime", new BigDecimal(spend),
                        "spend.365d", new BigDecimal(spend)));
    }
}
