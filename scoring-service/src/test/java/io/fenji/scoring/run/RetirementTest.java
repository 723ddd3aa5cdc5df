package io.fenji.scoring.run;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A scheme that is retired lets everyone go, once and for all to see.
@QuarkusTest
@ServiceTest
class RetirementTest {
    private static final String SCHEME = """
            {"key":"KEY","name":{"en":"Two"},"population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"low"},
             "tiers":[{"key":"high","name":{"en":"High"}},{"key":"low","name":{"en":"Low"}}],
             "rules":[{"key":"a","when":{"metric":"spend.365d","over":100},"assign":"high"}]}""";

    @Inject
    MetricFollower follower;

    @BeforeEach
    void customerServiceRuns() {
        CustomerServiceStub.running();
    }

    @Test
    void everyoneLeavesWithTheNextRun() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer high = customer(scheme, "500");
        TestCustomer low = customer(scheme, "5");
        String override = json("""
                {"customer":{"id":"%s"},"scheme":"%s","tier":"high","reason":"r","author":"a"}""".formatted(low.id(), scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        retire(scheme, 1).then().statusCode(200).body("state", equalTo("RETIRED"));
        Api.tier(high.id(), scheme).then().body("tier", equalTo("high"));
        high.with("spend.365d", "7").publish();
        follower.catchUp();
        Api.tier(high.id(), scheme).then().body("tier", equalTo("low"));

        JsonPath run = Api.run(scheme, false);

        assertThat(run.getLong("counts.changed")).isEqualTo(2);
        assertThat(run.getLong("counts.tiered")).isZero();
        Api.tier(high.id(), scheme).then().statusCode(404);
        given().get("/v1/tiers?scheme=" + scheme).then().statusCode(200).body("items", empty());
        given().get("/v1/overrides/" + override).then().body("state", equalTo("TIER_GONE"));
        given().get("/v1/customers/{id}/tiers/{scheme}/history", high.id(), scheme)
                .then()
                .statusCode(200)
                .body("items.cause", contains("RETIRED", "METRICS", "METRICS"))
                .body("items[0].previous", equalTo("low"))
                .body("items[0].tier", nullValue())
                .body("items[0].outside", equalTo("retired"));
        // And nobody comes back by what changes afterwards.
        high.with("spend.365d", "900").publish();
        follower.catchUp();
        Api.tier(high.id(), scheme).then().statusCode(404);
        json("{\"scheme\":\"%s\"}".formatted(scheme))
                .post("/v1/tier-runs")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("SCHEME_NOT_ACTIVE"));
    }

    @Test
    void aSchemeBeginsAgainWithAnotherVersion() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = customer(scheme, "500");
        retire(scheme, 1);
        Api.run(scheme, false);
        json(SCHEME.replace("KEY", scheme))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);

        assertThat(Api.run(scheme, false).getLong("counts.changed")).isEqualTo(1);

        Api.tier(customer.id(), scheme).then().body("tier", equalTo("high"));
        given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .then()
                .body("items.cause", contains("RUN", "RETIRED", "METRICS"))
                .body("items.tier", contains("high", null, "high"));
    }

    @Test
    void aDraftIsGivenUp() {
        String scheme = Api.activeScheme(SCHEME);
        String draft = SCHEME.replace("KEY", scheme);
        json(draft).post("/v1/schemes/%s/versions".formatted(scheme)).then().statusCode(201);

        retire(scheme, 2).then().statusCode(200).body("state", equalTo("RETIRED"));
        retire(scheme, 2).then().statusCode(200);

        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(409)
                .body("code", equalTo("VERSION_NOT_DRAFT"));
        json(draft)
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201)
                .body("version", equalTo(3));
        retire(scheme, 9).then().statusCode(404);
    }

    @Test
    void whatOthersLookAtStays() {
        String scheme = Api.activeScheme(SCHEME);
        String other = Api.activeScheme(SCHEME.replace(
                "{\"metric\":\"spend.365d\",\"over\":100}",
                "{\"tier\":{\"scheme\":\"%s\",\"is\":\"high\"}}".formatted(scheme)));

        retire(scheme, 1)
                .then()
                .statusCode(409)
                .body("code", equalTo("SCHEME_IN_USE"))
                .body("detail", containsString(other));
        retire(other, 1).then().statusCode(200);
        retire(scheme, 1).then().statusCode(409);
        Api.run(other, false);
        retire(scheme, 1).then().statusCode(200);
    }

    private TestCustomer customer(String scheme, String spend) {
        TestCustomer customer = TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal(spend)))
                .publish();
        follower.catchUp();
        return customer;
    }

    private static Response retire(String scheme, int version) {
        return given().post("/v1/schemes/%s/versions/%d:retire".formatted(scheme, version));
    }
}
