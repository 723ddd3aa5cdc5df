package io.fenji.report.report;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client sees. Runs against the packaged service too, so it uses the API only.
@QuarkusTest
@ServiceTest
class ReportResourceTest {
    private static final String SCHEME = "resource";
    private static final SampleBase BASE = SampleBase.members(SCHEME, 40, 1);

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    @BeforeEach
    void tellTheBase() {
        Upstreams.tell(BASE);
    }

    private static Response ask(String body) {
        return given().contentType("application/json").body(body).post("/v1/reports");
    }

    @Test
    void acceptsAReportAndMakesIt() {
        Response accepted = ask("{\"scheme\":\"resource\",\"language\":\"en\"}");
        accepted.then().statusCode(202).body("links", nullValue());
        String id = accepted.path("id");
        assertThat(accepted.header("Location")).isEqualTo("/v1/reports/" + id);
        Reports.await(id);
        given().get("/v1/reports/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"))
                .body("title", equalTo("Customer tier management report · Retail members"))
                .body("businessDate", equalTo(SampleBase.DATE))
                .body("links.html", equalTo("/v1/reports/" + id + "/html"));
        given().get("/v1/operations/" + id).then().statusCode(200).body("state", equalTo("SUCCEEDED"));
    }

    @Test
    void servesThePageWithAPolicyThatLetsOnlyItsOwnScriptsRun() {
        Response page = given().get("/v1/reports/" + Reports.make(SCHEME, "zh-CN") + "/html");
        page.then().statusCode(200).contentType("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("script-src 'sha256-")
                .contains("frame-ancestors 'self'")
                .doesNotContain("http");
        assertThat(page.asString()).contains("客户分级管理报告", "钻石");
    }

    @Test
    void repeatsTheAnswerOfARepeatedRequest() {
        String key = UUID.randomUUID().toString();
        String body = "{\"scheme\":\"resource\",\"language\":\"en\"}";
        String first = given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/reports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/reports")
                .then()
                .statusCode(202)
                .body("id", equalTo(first));
        given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"scheme\":\"resource\",\"language\":\"zh-CN\"}")
                .post("/v1/reports")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        Reports.await(first);
    }

    @Test
    void refusesAnUnknownScheme() {
        ask("{\"scheme\":\"nowhere\",\"language\":\"en\"}")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_SCHEME"))
                .body("errors[0].pointer", equalTo("/scheme"));
    }

    @Test
    void refusesASchemeThatHasNeverBeenActive() {
        SampleBase draft = SampleBase.members("draft", 5, 1);
        Upstreams.tell(draft);
        Upstreams.draft(draft);
        ask("{\"scheme\":\"draft\",\"language\":\"en\"}")
                .then()
                .statusCode(422)
                .body("code", equalTo("SCHEME_NOT_ACTIVE"))
                .body("title", equalTo("The scheme has no active version"));
        given().get("/v1/analytics/tier-distribution?scheme=draft").then().statusCode(404);
    }

    @Test
    void sendsEachSecurityHeaderOnce() {
        Response page = given().get("/v1/reports/" + Reports.make(SCHEME, "en") + "/html");
        assertThat(page.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(page.headers().getValues("Referrer-Policy")).hasSize(1);
    }

    @Test
    void refusesAnUnknownLanguage() {
        ask("{\"scheme\":\"resource\",\"language\":\"fr\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/language"));
    }

    @Test
    void refusesARequestWithoutScheme() {
        ask("{\"language\":\"en\"}").then().statusCode(400).body("errors[0].pointer", equalTo("/scheme"));
    }

    @Test
    void refusesAnUnknownProperty() {
        ask("{\"scheme\":\"resource\",\"language\":\"en\",\"colour\":\"red\"}")
                .then()
                .statusCode(400);
    }

    @Test
    void refusesABodyThatIsNoJson() {
        ask("{\"scheme\":").then().statusCode(400).body("code", equalTo("MALFORMED_JSON"));
        ask("").then().statusCode(400);
    }

    @Test
    void saysThatScoringServiceIsAwayWhenNobodyKnowsTheScheme() {
        Upstreams.scoring().resetAll();
        Upstreams.fail(Upstreams.scoring(), 500);
        ask("{\"scheme\":\"never-told\",\"language\":\"en\"}")
                .then()
                .statusCode(503)
                .body("code", equalTo("SCORING_SERVICE_UNAVAILABLE"));
        given().get("/v1/analytics/tier-distribution?scheme=never-told").then().statusCode(503);
    }

    @Test
    void knowsNoOtherReports() {
        String nobody = UUID.randomUUID().toString();
        for (String address : List.of("", "/html", "/json")) {
            given().get("/v1/reports/" + nobody + address)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("NOT_FOUND"));
        }
    }

    @Test
    void pagesThroughTheReportsOfAScheme() {
        Upstreams.tell(SampleBase.members("paged", 3, 1));
        String first = Reports.make("paged", "en");
        String second = Reports.make("paged", "zh-CN");
        Response page = given().get("/v1/reports?scheme=paged&limit=1");
        page.then().statusCode(200).body("items", hasSize(1)).body("items[0].id", equalTo(second));
        given().queryParam("after", page.<String>path("next"))
                .get("/v1/reports?scheme=paged&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(first))
                .body("next", nullValue());
        given().get("/v1/reports?limit=200")
                .then()
                .statusCode(200)
                .body("items.state", everyItem(equalTo("SUCCEEDED")));
        given().get("/v1/reports?limit=0").then().statusCode(400);
        given().get("/v1/reports?after=bm90aGluZw").then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
        given().get("/v1/reports?colour=red").then().statusCode(400).body("code", equalTo("UNKNOWN_PARAMETER"));
    }

    @Test
    void distributesTheTiersAsTheyStand() {
        Reports.make(SCHEME, "en");
        Response answer = given().get("/v1/analytics/tier-distribution?scheme=" + SCHEME);
        answer.then()
                .statusCode(200)
                .body("tiers.tier", equalTo(List.of("diamond", "gold", "silver", "bronze")))
                .body("tiers[0].name.en", equalTo("Diamond"))
                .body("customers", equalTo(BASE.tiered().size()))
                .body("outsidePopulation", equalTo(40 - BASE.tiered().size()))
                .body("spendMetric", equalTo("spend.lifetime"))
                .body("businessDate", equalTo(SampleBase.DATE))
                .body("dataAsOf", equalTo("2026-06-30T00:30:00.123456Z"));
        BigDecimal spend = BASE.tiered().stream().map(each -> each.spend()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(answer.<String>path("spend.amount"))).isEqualByComparingTo(spend);
        given().get("/v1/analytics/tier-distribution?scheme=nowhere").then().statusCode(404);
        given().get("/v1/analytics/tier-distribution").then().statusCode(400);
    }

    @Test
    void knowsAtOnceThatAKeyCannotBeAScheme() {
        Upstreams.fail(Upstreams.scoring(), 500);
        for (String key : List.of("/".repeat(1000), "Resource", "a b", "..", "-a", "a".repeat(64))) {
            given().queryParam("scheme", key)
                    .get("/v1/analytics/tier-distribution")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("NOT_FOUND"));
        }
        ask("{\"scheme\":\"a/b\",\"language\":\"en\"}").then().statusCode(422).body("code", equalTo("UNKNOWN_SCHEME"));
        Upstreams.scoring().verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void doesNotCallARefusalAnAbsence() {
        Upstreams.fail(Upstreams.scoring(), 400);
        given().get("/v1/analytics/tier-distribution?scheme=refused")
                .then()
                .statusCode(500)
                .body("code", equalTo("INTERNAL_ERROR"));
        Upstreams.fail(Upstreams.scoring(), 429);
        given().get("/v1/analytics/tier-distribution?scheme=refused").then().statusCode(503);
    }

    @Test
    void asksForASchemeOnceForManyFigures() {
        Upstreams.tell(SampleBase.members("cached", 5, 1));
        Reports.make("cached", "en");
        Upstreams.scoring().resetRequests();
        for (int i = 0; i < 3; i++) {
            given().get("/v1/analytics/tier-distribution?scheme=cached").then().statusCode(200);
        }
        Upstreams.scoring().verify(1, getRequestedFor(urlPathEqualTo("/v1/schemes/cached")));
        Upstreams.scoring().verify(0, getRequestedFor(urlPathEqualTo("/v1/tier-runs")));
    }

    @Test
    void keepsReportsOutOfCaches() {
        String id = Reports.make(SCHEME, "en");
        for (String address : List.of("", "/" + id, "/" + id + "/html", "/" + id + "/json")) {
            assertThat(given().get("/v1/reports" + address).header("Cache-Control"))
                    .as(address)
                    .contains("no-store");
        }
    }

    @Test
    void givesReportsIdsThatRiseWithTime() {
        String first = Reports.make(SCHEME, "en");
        String second = Reports.make(SCHEME, "en");
        assertThat(UUID.fromString(first).version()).isEqualTo(7);
        assertThat(second).isGreaterThan(first);
    }
}
