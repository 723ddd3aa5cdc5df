package io.fenji.scoring.valuation;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static io.fenji.scoring.testing.ValueCalibrations.calibrate;
import static io.fenji.scoring.testing.ValueCalibrations.newest;
import static io.fenji.scoring.testing.ValueCalibrations.submit;
import static io.fenji.scoring.testing.ValueCalibrations.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.CustomerServiceStub.Fault;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.StubPurchases;
import io.fenji.scoring.testing.TestCustomer;
import io.fenji.scoring.testing.ValueCalibrations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ValueCalibrationTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final String ALIVE = """
            {"key":"KEY","name":{"en":"Alive"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"leaving"},
             "tiers":[{"key":"alive","name":{"en":"Alive"}},{"key":"leaving","name":{"en":"Leaving"}}],
             "rules":[{"key":"alive","when":{"metric":"churnRisk","under":0.5},"assign":"alive"}]}""";

    @Inject
    MetricFollower follower;

    @Inject
    ValueCalibrationSchedule schedule;

    @Inject
    Database database;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private List<TestCustomer> customers = List.of();
    private String scheme = "";

    @BeforeEach
    void aBaseOfBuyers() {
        customerService.fault(Fault.NONE);
        customerService.purchases().clear();
        scheme = Api.activeScheme(ALIVE);
        customers = ValueCalibrations.publish(scheme, StubPurchases.random(400, TODAY, 7), TODAY);
        follower.catchUp();
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.fault(Fault.NONE);
        customerService.businessDate(TODAY);
        customerService.purchases().clear();
        follower.catchUp();
    }

    @Test
    void aCalibrationSaysWhichModelsServeAndHowGoodTheyAre() {
        String id = calibrate("{}");

        given().get("/v1/value-calibrations/{id}", id)
                .then()
                .statusCode(200)
                .body("asOf", equalTo("2026-06-30"))
                .body("inForce", equalTo(true))
                .body("model.customers", equalTo(400))
                .body("model.backTest.customers", equalTo(backTested()))
                .body("model.reasons.words", everyItem(hasKey("zh-CN")))
                .body("clusters.clusters.name", everyItem(hasKey("en")));
        given().get("/v1/value-calibrations?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id));
    }

    /// Of the first days the history has, as many as it takes to hold out a quarter are left.
    private int backTested() {
        long longest = customers.stream()
                .mapToLong(
                        customer -> customer.metrics().get("firstPurchaseDays").longValue())
                .max()
                .orElseThrow();
        return (int) customers.stream()
                .filter(customer -> customer.metrics().get("firstPurchaseDays").longValue() >= longest / 4)
                .count();
    }

    @Test
    void aCalibrationEvaluatesEveryoneForTheSchemesInForceThatReadModelMetrics() {
        Api.run(scheme, false);
        calibrate("{}");

        assertThat(tiers()).contains("alive").contains("leaving");
        for (TestCustomer customer : customers) {
            JsonPath value = value(customer.id());
            String tier = value.getObject("now.churnRisk", BigDecimal.class).compareTo(new BigDecimal("0.5")) < 0
                    ? "alive"
                    : "leaving";
            Api.tier(customer.id(), scheme).then().body("tier", equalTo(tier));
            if (customers.indexOf(customer) > 20) {
                break;
            }
        }
        given().get(
                        "/v1/customers/{id}/tiers/{scheme}/explanation",
                        customers.getFirst().id(),
                        scheme)
                .then()
                .statusCode(200)
                .body("valueWords.en", hasItem(containsString("one more order today")))
                .body("valueWords.'zh-CN'", hasItem(containsString("NBD")));
    }

    @Test
    void aDayThatPassesMovesThoseWhoDoNotBuy() {
        calibrate("{}");
        Api.run(scheme, false);
        TestCustomer alive = customers.stream()
                .filter(customer -> "alive"
                        .equals(Api.tier(customer.id(), scheme).jsonPath().getString("tier")))
                .findFirst()
                .orElseThrow();
        BigDecimal risk = value(alive.id()).getObject("now.churnRisk", BigDecimal.class);

        customerService.businessDate(TODAY.plusDays(300));
        follower.catchUp();

        assertThat(value(alive.id()).getObject("now.churnRisk", BigDecimal.class))
                .isGreaterThan(risk);
        Api.tier(alive.id(), scheme).then().body("tier", equalTo("leaving"));
    }

    @Test
    void anOrderMovesTheCustomerAsWasForetold() {
        calibrate("{}");
        TestCustomer customer = customers.stream()
                .filter(each -> each.metrics().get("lastPurchaseDays").signum() > 0
                        && each.metrics().get("purchaseDays.lifetime").intValue() > 2)
                .findFirst()
                .orElseThrow();
        JsonPath before = value(customer.id());
        BigDecimal spend = before.getObject("now.spendPerOrder", BigDecimal.class);

        customer.with("lastPurchaseDays", "0")
                .with(
                        "purchaseDays.lifetime",
                        customer.metrics()
                                .get("purchaseDays.lifetime")
                                .add(BigDecimal.ONE)
                                .toPlainString())
                .with(
                        "repeatSpend.lifetime",
                        customer.metrics()
                                .get("repeatSpend.lifetime")
                                .add(spend)
                                .toPlainString())
                .publish();
        follower.catchUp();

        JsonPath after = value(customer.id());
        assertThat(after.getObject("now.aliveProbability", BigDecimal.class))
                .isEqualByComparingTo(before.getObject("withOneMoreOrder.aliveProbability", BigDecimal.class));
        assertThat(after.getObject("now.expectedOrders.days90", BigDecimal.class))
                .isEqualByComparingTo(before.getObject("withOneMoreOrder.expectedOrders.days90", BigDecimal.class));
    }

    @Test
    void aValueHasAnEntityTagAndAKeyNamesItsCustomer() {
        calibrate("{}");
        TestCustomer customer = customers.getFirst();
        Response byKey = given().get("/v1/customers/by-key/test/{key}/value?horizonDays=730&level=0.8", customer.key());

        byKey.then()
                .statusCode(200)
                .body("customerId", equalTo(customer.id().toString()))
                .body("horizonDays", equalTo(730));
        given().header("If-None-Match", byKey.header("ETag"))
                .get("/v1/customers/{id}/value?horizonDays=730&level=0.8", customer.id())
                .then()
                .statusCode(304);
        JsonPath value = byKey.jsonPath();
        assertThat(value.getDouble("lifetimeValueInterval.low"))
                .isLessThanOrEqualTo(value.getDouble("lifetimeValueInterval.median"));
        assertThat(value.getDouble("lifetimeValueInterval.median"))
                .isLessThanOrEqualTo(value.getDouble("lifetimeValueInterval.high"));
    }

    @Test
    void whoIsUnknownOrHasNotPurchasedHasNoValue() {
        calibrate("{}");
        TestCustomer without =
                TestCustomer.of(scheme, Map.of("recencyDays", BigDecimal.ONE)).publish();
        follower.catchUp();

        for (UUID id : List.of(without.id(), UUID.randomUUID())) {
            given().get("/v1/customers/{id}/value", id).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        }
        for (String query : List.of("horizonDays=0", "horizonDays=3651", "level=1", "level=0.1", "other=1")) {
            given().get(
                            "/v1/customers/{id}/value?" + query,
                            customers.getFirst().id())
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void refusesClustersThatMakeNoSense() {
        for (String clusters : List.of(
                "{\"fewest\":5,\"most\":3}",
                "{\"features\":[{\"metric\":\"cluster\"}]}",
                "{\"features\":[{\"metric\":\"noSuchMetric\"}]}",
                "{\"features\":[{\"metric\":\"spend.365d\",\"absent\":\"mean\",\"value\":1}]}")) {
            json("{\"clusters\":%s}".formatted(clusters))
                    .post("/v1/value-calibrations")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("VALUE_CALIBRATION_INVALID"));
        }
        json("{\"holdOutDays\":-1}").post("/v1/value-calibrations").then().statusCode(400);
    }

    @Test
    void failsWhileCustomerServiceIsAwayAndChangesNothing() {
        String inForce = calibrate("{}");
        customerService.fault(Fault.ERROR);

        JsonPath operation = Api.await(submit("{}"));

        assertThat(operation.getString("state")).isEqualTo("FAILED");
        assertThat(operation.getString("problem.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(newest()).isEqualTo(inForce);
    }

    @Test
    void modelsAreCalibratedAnewInTheNextMonthAsTheLastTime() {
        longAgo();
        String first =
                calibrate("{\"holdOutDays\":100,\"clusters\":{\"features\":[{\"metric\":\"aliveProbability\"}]}}");
        schedule.check();
        assertThat(newest()).isEqualTo(first);
        long before = operations();

        customerService.businessDate(LocalDate.parse("2026-07-02"));
        follower.catchUp();
        schedule.check();
        schedule.check();

        assertThat(operations()).as("two looks are one calibration").isEqualTo(before + 1);
        Api.await("/v1/operations/" + latestOperation());
        given().get("/v1/value-calibrations/{id}", newest())
                .then()
                .body("asOf", equalTo("2026-07-02"))
                .body("model.backTest.days", equalTo(100))
                .body("clusters.features[0].metric", equalTo("aliveProbability"));
    }

    /// For an hour after one that was cancelled or has failed none is made up for.
    private void longAgo() {
        database.transaction(c -> Sql.update(c, """
                update operations set finished_at = finished_at - interval '2 hours'
                 where kind = 'value-calibration' and state in ('FAILED', 'CANCELLED')"""));
    }

    private long operations() {
        return database.call(c ->
                Sql.only(c, "select count(*) from operations where kind = 'value-calibration'", row -> row.getLong(1)));
    }

    private String latestOperation() {
        return database.call(c -> Sql.only(
                c,
                "select id from operations where kind = 'value-calibration' order by created_at desc limit 1",
                row -> row.getString(1)));
    }

    private String tiers() {
        return given().get("/v1/tiers?scheme={scheme}", scheme).asString();
    }
}
