package io.fenji.scoring.warning;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.engine.preset.DefaultWarningRules;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.fenji.scoring.testing.WarningFeed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class WarningResourceTest {
    /// The score is the spend: A from 75 to 70, B from 50, C.
    private static final String GRACE = """
            {"key":"KEY","name":{"en":"Graces"},"population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"v","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":100}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":75,"leave":70},{"key":"B","name":{"en":"B"},"enter":50},
                      {"key":"C","name":{"en":"C"}}],
             "movement":{"downgrade":{"graceDays":10}}}""";

    private static final String DEFAULT = DefaultWarningRules.document().toString();

    @Inject
    MetricFollower follower;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private final String channel = Api.uniqueKey();

    @BeforeEach
    void customerServiceIsThere() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
    }

    @Test
    void aLongGapOpensGrowsWithTheDaysAndIsResolvedByAnOrder() {
        // Five orders, every ten days: unusual after 44.59 days, urgent after 86.49.
        TestCustomer customer = customer(Map.of("recencyDays", "44", "orderGapDays", "10", "orders.lifetime", "5"));
        follower.catchUp();
        warnings(customer).body("items", hasSize(0));

        day("2026-07-01");

        String id = warnings(customer)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("ORDER_GAP"))
                .body("items[0].severity", equalTo("LOW"))
                .body("items[0].state", equalTo("OPEN"))
                .body("items[0].firstSeen", equalTo("2026-07-01"))
                .body("items[0].facts.days", equalTo(45))
                .body("items[0].facts.lastOrderOn", equalTo("2026-05-17"))
                .body("items[0].explanation.'zh-CN'", containsString("已 45 天没有下单"))
                .body(
                        "items[0].explanation.en",
                        containsString("for 45 days; this customer usually orders every 10 days"))
                .extract()
                .path("items[0].id");
        day("2026-07-03");
        warning(id).body("facts.days", equalTo(47)).body("firstSeen", equalTo("2026-07-01"));
        day("2026-08-12");
        warning(id).body("severity", equalTo("MEDIUM")).body("facts.days", equalTo(87));

        customer.with("recencyDays", "0").publish();
        follower.catchUp();

        warnings(customer).body("items", hasSize(0));
        warning(id)
                .body("state", equalTo("RESOLVED"))
                .body("resolution", equalTo("CAUSE_GONE"))
                .body("resolvedOn", equalTo("2026-08-12"))
                .body("resolvedAt", notNullValue());
        given().queryParam("state", "ALL")
                .get("/v1/customers/by-key/test/{key}/warnings", customer.key())
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
        assertThat(WarningFeed.of(customer.id()))
                .isEqualTo(List.of("opened ORDER_GAP LOW", "changed ORDER_GAP MEDIUM", "resolved ORDER_GAP MEDIUM"));
    }

    @Test
    void metricsOpenAndResolveEachKind() {
        TestCustomer customer = customer(Map.of(
                "openComplaints", "1",
                "interactions.90d", "0",
                "interactions.365d", "20",
                "activityTrend", "0",
                "spend.90d", "0",
                "spend.365d", "2750",
                "orders.90d", "0",
                "orders.365d", "12",
                "tenureDays", "800"));
        follower.catchUp();

        JsonPath open = warnings(customer).extract().jsonPath();
        assertThat(open.getList("items.kind"))
                .containsExactlyInAnyOrder("ACTIVITY_FALLING", "OPEN_COMPLAINT", "SPEND_FALLING");
        assertThat(open.getString("items.find {it.kind == 'SPEND_FALLING'}.facts"))
                .contains("usual90d:900");
        customer.with("openComplaints", "0").publish();
        follower.catchUp();
        assertThat(warnings(customer).extract().jsonPath().getList("items.kind"))
                .containsExactlyInAnyOrder("ACTIVITY_FALLING", "SPEND_FALLING");

        // And again: a new one, the old one stays resolved.
        customer.with("openComplaints", "2").publish();
        follower.catchUp();
        List<String> complaints = given().queryParam("state", "ALL")
                .get("/v1/customers/{id}/warnings", customer.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll {it.kind == 'OPEN_COMPLAINT'}.state");
        assertThat(complaints).isEqualTo(List.of("OPEN", "RESOLVED"));
    }

    @Test
    void aTierInGraceIsAtRiskUntilItIsLostOrKept() {
        String scheme = Api.activeScheme(GRACE);
        TestCustomer falls = spending(scheme, "90").publish();
        TestCustomer recovers = spending(scheme, "90").publish();
        TestCustomer near = spending(scheme, "52").publish();
        follower.catchUp();
        warnings(falls).body("items", hasSize(0));
        warnings(near)
                .body("items[0].kind", equalTo("TIER_AT_RISK"))
                .body("items[0].scheme", equalTo(scheme))
                .body("items[0].severity", equalTo("LOW"))
                .body("items[0].facts.tier", equalTo("B"))
                .body("items[0].facts.to", equalTo("C"))
                .body("items[0].facts.value", equalTo(52))
                .body("items[0].facts.threshold", equalTo(50))
                .body("items[0].facts.waitingFor", nullValue())
                .body("items[0].explanation.en", containsString("52 against at least 50"));

        falls.with("spend.365d", "60").publish();
        recovers.with("spend.365d", "60").publish();
        near.with("spend.365d", "53").publish();
        follower.catchUp();
        for (TestCustomer each : List.of(falls, recovers)) {
            warnings(each)
                    .body("items[0].severity", equalTo("MEDIUM"))
                    .body("items[0].facts.waitingFor", equalTo("GRACE"))
                    .body("items[0].facts.until", equalTo("2026-07-10"))
                    .body("items[0].explanation.'zh-CN'", containsString("将于 2026-07-10 降为“B”"));
        }
        warnings(near).body("items", hasSize(0));
        given().queryParam("scheme", scheme)
                .queryParam("kind", "TIER_AT_RISK")
                .get("/v1/warnings")
                .then()
                .statusCode(200)
                .body("items", hasSize(2));

        recovers.with("spend.365d", "80").publish();
        day("2026-07-10");
        warnings(recovers).body("items", hasSize(0));
        Api.tier(falls.id(), scheme).then().body("tier", equalTo("B"));
        warnings(falls).body("items", hasSize(0));
        assertThat(WarningFeed.of(falls.id()))
                .isEqualTo(List.of("opened TIER_AT_RISK MEDIUM", "resolved TIER_AT_RISK MEDIUM"));
    }

    @Test
    void anOverrideThatHoldsTheTierTakesTheRiskAway() {
        String scheme = Api.activeScheme(GRACE);
        TestCustomer customer = spending(scheme, "52").publish();
        follower.catchUp();
        warnings(customer).body("items", hasSize(1));

        json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",\"floor\":\"B\",\"reason\":\"x\",\"author\":\"y\"}"
                        .formatted(customer.id(), scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(201);

        warnings(customer).body("items", hasSize(0));
    }

    @Test
    void aTierRunLooksAtRisks() {
        String scheme = Api.activeScheme(GRACE);
        TestCustomer customer = spending(scheme, "52").publish();
        follower.catchUp();
        json(GRACE.replace("KEY", scheme).replace("\"enter\":50", "\"enter\":40"))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
        warnings(customer).body("items", hasSize(1));

        Api.run(scheme, false);

        warnings(customer).body("items", hasSize(0));
    }

    @Test
    void filtersByWhomAndWhat() {
        String scheme = Api.activeScheme(GRACE);
        TestCustomer mine = spending(scheme, "90").with("openComplaints", "1");
        customerService.put(
                mine.id(),
                mine.line()
                        .replace(
                                "\"kind\":\"PERSON\"",
                                "\"kind\":\"PERSON\",\"accountManager\":\"%s\",\"province\":\"%s-省\""
                                        .formatted(channel, channel)));
        spending(scheme, "60").with("openComplaints", "2").publish();
        follower.catchUp();

        for (String parameter : List.of("accountManager=" + channel, "province=" + channel + "-省", "tier=A")) {
            given().queryParam("scheme", scheme)
                    .queryParam(parameter.split("=")[0], parameter.split("=")[1])
                    .get("/v1/warnings")
                    .then()
                    .statusCode(200)
                    .body("items.customerId", equalTo(List.of(mine.id().toString())));
        }
        given().queryParam("scheme", scheme)
                .queryParam("severity", "MEDIUM")
                .get("/v1/warnings")
                .then()
                .body("items", hasSize(1));
        given().queryParam("scheme", scheme)
                .queryParam("state", "RESOLVED")
                .get("/v1/warnings")
                .then()
                .body("items", hasSize(0));
        given().queryParam("scheme", scheme)
                .queryParam("since", "2126-01-01T00:00:00Z")
                .get("/v1/warnings")
                .then()
                .body("items", hasSize(0));
        JsonPath first = given().queryParam("scheme", scheme)
                .queryParam("limit", 1)
                .get("/v1/warnings")
                .jsonPath();
        given().queryParam("scheme", scheme)
                .queryParam("limit", 1)
                .queryParam("after", first.getString("next"))
                .get("/v1/warnings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void refusesParametersThatAreNone() {
        for (String parameter : List.of("kind=X", "severity=X", "state=X", "tier=A", "since=today", "limit=0")) {
            given().queryParam(parameter.split("=")[0], parameter.split("=")[1])
                    .get("/v1/warnings")
                    .then()
                    .statusCode(400);
        }
        given().get("/v1/warnings/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/customers/{id}/warnings", UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/customers/by-key/test/none/warnings").then().statusCode(404);
    }

    @Test
    void whoIsGoneIsResolvedAndOfAnErasedCustomerOnlyThatStays() {
        TestCustomer leaves = customer(Map.of("openComplaints", "1"));
        TestCustomer erased = customer(Map.of("openComplaints", "1", "spend.365d", "1"));
        follower.catchUp();
        String id = warnings(leaves).extract().path("items[0].id");
        String forgotten = warnings(erased).extract().path("items[0].id");

        leaves.delete();
        erased.erase();
        follower.catchUp();

        warning(id).body("state", equalTo("RESOLVED")).body("resolution", equalTo("CUSTOMER_GONE"));
        given().get("/v1/warnings/" + forgotten).then().statusCode(404);
        assertThat(WarningFeed.of(leaves.id()))
                .isEqualTo(List.of("opened OPEN_COMPLAINT LOW", "resolved OPEN_COMPLAINT LOW"));
        assertThat(WarningFeed.of(erased.id())).isEqualTo(List.of("resolved OPEN_COMPLAINT LOW"));
    }

    @Test
    void newRulesLookAtEveryoneAndTheTopShareIsValuable() {
        for (int i = 0; i < 9; i++) {
            TestCustomer.of(channel, Map.of("spend.365d", BigDecimal.valueOf(i)))
                    .publish();
        }
        String scheme = Api.activeScheme(GRACE);
        TestCustomer rich = spending(scheme, "55").with("openComplaints", "1").publish();
        follower.catchUp();
        assertThat(severities(rich)).isEqualTo(Map.of("OPEN_COMPLAINT", "LOW"));
        given().get("/v1/warning-rules").then().statusCode(200).body("document.orderGap.minOrders", notNullValue());
        String rules = """
                {"value":{"metric":"spend.365d","topShare":0.1},
                 "population":{"attribute":"channel","in":["%s","%s"]},
                 "openComplaint":{"atLeast":1,"urgentAtLeast":1},
                 "tierAtRisk":{"points":10,"share":0,"urgentDays":0}}""".formatted(channel, scheme);
        try {
            put(rules);

            assertThat(severities(rich)).isEqualTo(Map.of("OPEN_COMPLAINT", "HIGH", "TIER_AT_RISK", "MEDIUM"));
            given().get("/v1/warning-rules")
                    .then()
                    .body("state", equalTo("IN_FORCE"))
                    .body("valuableFrom", equalTo(55))
                    .body("calibratedOn", equalTo("2026-06-30"));
            TestCustomer.of(channel, Map.of("spend.365d", new BigDecimal("99"))).publish();
            follower.catchUp();
            Response calibration = given().post("/v1/warning-rules:calibrate");
            calibration.then().statusCode(202);
            Api.await("/v1/operations/" + calibration.path("id"));
            given().get("/v1/warning-rules").then().body("valuableFrom", equalTo(99));
            assertThat(severities(rich)).isEqualTo(Map.of("OPEN_COMPLAINT", "MEDIUM", "TIER_AT_RISK", "LOW"));
        } finally {
            // By what nobody has: nobody is valuable to the other tests.
            put(DEFAULT.replace("\"metric\":\"spend.365d\"", "\"metric\":\"assets\""));
        }
        assertThat(severities(rich)).isEqualTo(Map.of("OPEN_COMPLAINT", "LOW"));
    }

    @Test
    void rulesAreCheckedAndGuarded() {
        String rules = DEFAULT;
        json(rules).put("/v1/warning-rules").then().statusCode(428);
        json(rules)
                .header("If-Match", "\"999\"")
                .put("/v1/warning-rules")
                .then()
                .statusCode(412);
        json("{}")
                .header("If-Match", "*")
                .put("/v1/warning-rules")
                .then()
                .statusCode(400)
                .body("code", equalTo("WARNING_RULES_MALFORMED"));
        json(rules.replace("\"maxDays\":365", "\"maxDays\":7"))
                .header("If-Match", "*")
                .put("/v1/warning-rules")
                .then()
                .statusCode(422)
                .body("code", equalTo("WARNING_RULES_INVALID"))
                .body("errors[0].pointer", equalTo("/orderGap/maxDays"));
    }

    @Test
    void aLongPollEndsWithTheNextOpening() throws Exception {
        String end = WarningFeed.end();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> poll = threads.submit(() -> WarningFeed.read(end, 100, 30));
            TestCustomer customer = customer(Map.of("openComplaints", "1"));
            follower.catchUp();

            assertThat(poll.get()).contains(customer.id().toString()).contains("io.fenji.warning.opened");
        }
        given().queryParam("after", "nonsense")
                .get("/v1/warning-changes")
                .then()
                .statusCode(400);
        given().queryParam("limit", 50_001).get("/v1/warning-changes").then().statusCode(400);
    }

    private static void put(String rules) {
        Response saved = json(rules).header("If-Match", "*").put("/v1/warning-rules");
        saved.then().statusCode(200);
        JsonPath operation = Api.await("/v1/operations/" + saved.path("operation"));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
    }

    private static Map<String, String> severities(TestCustomer customer) {
        Map<String, String> severities = new HashMap<>();
        warnings(customer)
                .extract()
                .jsonPath()
                .<Map<String, String>>getList("items")
                .forEach(warning -> severities.put(warning.get("kind"), warning.get("severity")));
        return severities;
    }

    private TestCustomer customer(Map<String, String> metrics) {
        Map<String, BigDecimal> values = new HashMap<>();
        metrics.forEach((metric, value) -> values.put(metric, new BigDecimal(value)));
        return TestCustomer.of(channel, values).publish();
    }

    private static TestCustomer spending(String scheme, String spend) {
        return TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal(spend)));
    }

    private void day(String date) {
        customerService.businessDate(LocalDate.parse(date));
        assertThat(follower.catchUp()).isTrue();
    }

    private static ValidatableResponse warnings(TestCustomer customer) {
        return given().get("/v1/customers/{id}/warnings", customer.id()).then().statusCode(200);
    }

    private static ValidatableResponse warning(String id) {
        return given().get("/v1/warnings/" + id).then().statusCode(200);
    }
}
