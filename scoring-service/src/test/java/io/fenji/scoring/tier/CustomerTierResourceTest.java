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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
