package io.fenji.scoring.follow;

import static io.fenji.scoring.testing.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Movement policies as they work day by day; their rules in detail are tested in the engine.
@QuarkusTest
@ServiceTest
class MovementTest {
    private static final String REVIEWED = """
            {"key":"KEY","name":{"en":"Members"},"population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"value","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":100}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":75},{"key":"B","name":{"en":"B"},"enter":50},
                      {"key":"C","name":{"en":"C"}}],
             "rules":[{"key":"complaint","when":{"metric":"orders.365d","over":8},"cap":"C"}],
             "movement":{"upgrade":"immediate","downgrade":{"at":"review","graceDays":10,"maxSteps":1,
               "renewal":{"metric":"orders.90d","atLeast":3}}},
             "review":{"every":"month","day":1}}""";

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @AfterEach
    void backToTheTestsDate() {
        day("2026-06-30");
    }

    @Test
    void aTierIsKeptUntilTheReviewAndThroughTheGraceAfterIt() {
        String scheme = Api.activeScheme(REVIEWED);
        TestCustomer customer = spending(scheme, "90").publish();
        follower.catchUp();
        explained(customer.id(), scheme).body("tier", equalTo("A")).body("movement.waiting", nullValue());

        customer.with("spend.365d", "10").publish();
        follower.catchUp();
        explained(customer.id(), scheme)
                .body("tier", equalTo("A"))
                .body("cut.tier", equalTo("C"))
                .body("movement.target", equalTo("C"))
                .body("movement.waiting", equalTo("DOWNGRADE_AT_REVIEW"))
                .body("movement.until", equalTo("2026-07-01"))
                .body("movement.since", equalTo("2026-06-30"));

        day("2026-07-01");
        explained(customer.id(), scheme)
                .body("tier", equalTo("A"))
                .body("movement.waiting", equalTo("GRACE"))
                .body("movement.until", equalTo("2026-07-11"))
                .body("movement.reviewedOn", equalTo("2026-07-01"));
        Api.run(scheme, false);
        explained(customer.id(), scheme).body("movement.until", equalTo("2026-07-11"));

        day("2026-07-11");
        explained(customer.id(), scheme)
                .body("tier", equalTo("B"))
                .body("movement.waiting", equalTo("DOWNGRADE_AT_REVIEW"))
                .body("movement.until", equalTo("2026-08-01"));
        assertThat(causes(customer.id(), scheme)).isEqualTo(List.of("METRICS", "METRICS"));
    }

    @Test
    void aReviewMovesWhoIsDueAndSaysSoEvenWhenItIsLate() {
        String scheme = Api.activeScheme(REVIEWED.replace("\"graceDays\":10,", ""));
        TestCustomer below = spending(scheme, "90").publish();
        TestCustomer renewed = spending(scheme, "90").with("orders.90d", "3").publish();
        follower.catchUp();
        below.with("spend.365d", "60").publish();
        renewed.with("spend.365d", "60").publish();
        follower.catchUp();

        day("2026-07-20");

        Api.tier(below.id(), scheme).then().body("tier", equalTo("B"));
        assertThat(causes(below.id(), scheme)).isEqualTo(List.of("REVIEW", "METRICS"));
        Api.tier(renewed.id(), scheme).then().body("tier", equalTo("A"));
        explained(renewed.id(), scheme).body("movement.renewal[0].result", equalTo("TRUE"));
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();
    }

    /// Its dates before it took effect are not made up for.
    @Test
    void aVersionWithOtherReviewsBeginsThemAnew() {
        String scheme = Api.activeScheme(REVIEWED.replace("\"graceDays\":10,", "")
                .replace("{\"every\":\"month\",\"day\":1}", "{\"every\":\"year\"}"));
        TestCustomer customer = spending(scheme, "90").publish();
        day("2026-06-20");
        customer.with("spend.365d", "60").publish();
        day("2026-07-15");
        Api.given().get("/v1/schemes/" + scheme).then().statusCode(200);
        Api.json(REVIEWED.replace("KEY", scheme).replace("\"graceDays\":10,", ""))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);

        Api.run(scheme, false);

        explained(customer.id(), scheme).body("tier", equalTo("A")).body("movement.until", equalTo("2026-08-01"));
        day("2026-08-01");
        explained(customer.id(), scheme).body("tier", equalTo("B"));
    }

    @Test
    void rulesActAtOnceAndTheStayGoesOnBelowThem() {
        String scheme = Api.activeScheme(REVIEWED);
        TestCustomer customer = spending(scheme, "90").publish();
        follower.catchUp();
        TestCustomer complaining = customer.with("orders.365d", "9").publish();
        follower.catchUp();
        explained(customer.id(), scheme).body("tier", equalTo("C")).body("movement.tier", equalTo("A"));

        complaining.with("orders.365d", "1").publish();
        follower.catchUp();
        explained(customer.id(), scheme).body("tier", equalTo("A")).body("movement.since", equalTo("2026-06-30"));
    }

    @Test
    void aRunOverAWholeBaseExplainsEveryone() {
        String scheme = Api.activeScheme(Schemes.SCORED.replaceFirst("\\}$", """
                ,"movement":{"upgrade":{"maxSteps":1},"downgrade":{"minStayDays":20,"graceDays":3}},
                 "review":{"every":"anniversary"}}"""));
        List<TestCustomer> customers = RandomBase.of(scheme, 60, 5);
        customers.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        List<TestCustomer> later = RandomBase.of(scheme, 60, 6);
        for (int i = 0; i < customers.size(); i++) {
            new TestCustomer(customers.get(i).id(), scheme, later.get(i).metrics()).publish();
        }
        follower.catchUp();

        for (String date : List.of("2026-07-01", "2026-07-04", "2026-07-20", "2026-07-23")) {
            day(date);
            customers.forEach(customer -> explained(customer.id(), scheme));
        }
        assertThat(customers.stream()
                        .flatMap(customer -> causes(customer.id(), scheme).stream())
                        .distinct())
                .contains("RUN", "METRICS");
    }

    private void day(String date) {
        customerService.businessDate(LocalDate.parse(date));
        assertThat(follower.catchUp()).isTrue();
    }

    private static ValidatableResponse explained(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer, scheme)
                .then()
                .statusCode(200);
    }

    private static List<String> causes(UUID customer, String scheme) {
        JsonPath history = given().get("/v1/customers/{id}/tiers/{scheme}/history", customer, scheme)
                .jsonPath();
        return history.getList("items.cause");
    }

    private static TestCustomer spending(String scheme, String spend) {
        return TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal(spend)));
    }
}
