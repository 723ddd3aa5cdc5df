package io.fenji.scoring.valuation;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.ValueCalibrations.calibrate;
import static io.fenji.scoring.testing.ValueCalibrations.newest;
import static io.fenji.scoring.testing.ValueCalibrations.submit;
import static io.fenji.scoring.testing.ValueCalibrations.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bases that no model fits, customers that make no sense, calibrations that meet.
@QuarkusTest
@ServiceTest
class ValueCalibrationExtremesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");

    @Inject
    MetricFollower follower;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @BeforeEach
    void nobody() {
        customerService.fault(Fault.NONE);
        customerService.purchases().clear();
        follower.catchUp();
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(TODAY);
        customerService.purchases().clear();
        follower.catchUp();
    }

    @Test
    void aBaseOfNobodyOrThreeHasTheSimplestModelAndSaysSo() {
        assertModel(calibrate("{}"), 0, "COHORT", "FEW_CUSTOMERS");

        TestCustomer one =
                publish(List.of(days(0), days(200, 90, 3), days(400))).get(1);

        assertModel(calibrate("{}"), 3, "COHORT", "FEW_CUSTOMERS");
        assertNumbers(one);
    }

    @Test
    void customersWhoAreAllTheSameHaveTheSameValues() {
        List<TestCustomer> customers = publish(Collections.nCopies(150, days(300, 200, 100)));

        String id = calibrate("{\"clusters\":{\"fewest\":3,\"most\":3}}");

        given().get("/v1/value-calibrations/{id}", id).then().statusCode(200).body("model.customers", equalTo(150));
        assertNumbers(customers.getFirst());
        assertThat(value(customers.getLast().id()).getMap("now"))
                .isEqualTo(value(customers.getFirst().id()).getMap("now"));
        assertThat(value(customers.getFirst().id()).getDouble("percentile")).isEqualTo(50);
    }

    @Test
    void historiesThatCannotBeAreAnsweredAndNamed() {
        publish(StubPurchases.random(200, TODAY, 21));
        calibrate("{}");
        String channel = Api.uniqueKey();
        List<Map<String, String>> wrong = List.of(
                Map.of("purchaseDays.lifetime", "1000000000", "firstPurchaseDays", "300", "lastPurchaseDays", "10"),
                Map.of("purchaseDays.lifetime", "5", "firstPurchaseDays", "10", "lastPurchaseDays", "300"),
                Map.of("purchaseDays.lifetime", "5", "firstPurchaseDays", "-3", "lastPurchaseDays", "-300"),
                Map.of("purchaseDays.lifetime", "5", "firstPurchaseDays", "900000", "lastPurchaseDays", "1"),
                Map.of("purchaseDays.lifetime", "1", "firstPurchaseDays", "300", "lastPurchaseDays", "10"));
        List<TestCustomer> customers = new ArrayList<>();
        for (Map<String, String> metrics : wrong) {
            for (String spend : List.of("-5000", "0", "99999999999999", "0.0001")) {
                TestCustomer customer = TestCustomer.of(channel, Map.of());
                for (Map.Entry<String, String> metric : metrics.entrySet()) {
                    customer = customer.with(metric.getKey(), metric.getValue());
                }
                customers.add(customer.with("repeatSpend.lifetime", spend).publish());
            }
        }

        follower.catchUp();

        for (TestCustomer customer : customers) {
            assertNumbers(customer);
            assertThat(value(customer.id()).getString("problem"))
                    .as(customer.metrics().toString())
                    .isNotNull();
        }
    }

    @Test
    void whoHasOnlyReturnedThingsOrOrderedNothingHasNoValueAndNoModelMetrics() {
        publish(StubPurchases.random(200, TODAY, 22));
        calibrate("{}");
        String channel = Api.uniqueKey();
        String scheme = Api.activeScheme("""
                {"key":"KEY","name":{"en":"Known"},"population":{"attribute":"channel","is":"CHANNEL"},
                 "cut":{"type":"rules","otherwise":"unknown"},
                 "tiers":[{"key":"known","name":{"en":"Known"}},{"key":"unknown","name":{"en":"Unknown"}}],
                 "rules":[{"key":"known","when":{"metric":"aliveProbability","atLeast":0},"assign":"known"}]}""".replace("CHANNEL", channel));
        TestCustomer returns = TestCustomer.of(
                        channel,
                        Map.of(
                                "purchaseDays.lifetime", BigDecimal.ZERO,
                                "repeatSpend.lifetime", BigDecimal.ZERO,
                                "spend.365d", new BigDecimal("-200")))
                .publish();
        TestCustomer bought =
                TestCustomer.of(channel, StubPurchases.metrics(days(40), TODAY)).publish();
        follower.catchUp();

        given().get("/v1/customers/{id}/value", returns.id())
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        assertNumbers(bought);
        Api.run(scheme, false);
        Api.tier(returns.id(), scheme).then().body("tier", equalTo("unknown"));
        Api.tier(bought.id(), scheme).then().body("tier", equalTo("known"));
    }

    @Test
    void calibrationsAskedForAtOnceComeOneAfterTheOther() {
        publish(StubPurchases.random(200, TODAY, 23));

        List<String> asked = List.of(submit("{}"), submit("{}"), submit("{}"));
        List<String> made = asked.stream()
                .map(Api::await)
                .map(operation -> operation.getString("result.calibrationId"))
                .toList();

        assertThat(made).doesNotContainNull().doesNotHaveDuplicates().contains(newest());
        assertThat(made.stream().map(ValueCalibrationExtremesTest::hash)).containsOnly(hash(made.getFirst()));
    }

    @Test
    void aCalibrationThatIsCancelledLeavesTheOneBeforeInForce() {
        publish(StubPurchases.random(400, TODAY, 24));
        String inForce = calibrate("{}");

        String operation = submit("{}");
        given().post(operation + ":cancel").then().statusCode(200);
        JsonPath ended = Api.await(operation);

        assertThat(newest())
                .isEqualTo(
                        "SUCCEEDED".equals(ended.getString("state"))
                                ? ended.getString("result.calibrationId")
                                : inForce);
    }

    private List<TestCustomer> publish(List<NavigableMap<LocalDate, BigDecimal>> histories) {
        List<TestCustomer> customers = ValueCalibrations.publish(Api.uniqueKey(), histories, TODAY);
        follower.catchUp();
        return customers;
    }

    /// Orders so many days ago.
    private static NavigableMap<LocalDate, BigDecimal> days(int... ago) {
        NavigableMap<LocalDate, BigDecimal> days = new TreeMap<>();
        for (int day : ago) {
            days.put(TODAY.minusDays(day), new BigDecimal("25.50"));
        }
        return days;
    }

    private static void assertModel(String calibration, int customers, String model, String reason) {
        JsonPath answer = given().get("/v1/value-calibrations/{id}", calibration)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getInt("model.customers")).isEqualTo(customers);
        assertThat(answer.getString("model.purchase")).isEqualTo(model);
        assertThat(answer.getList("model.reasons.code")).contains(reason);
    }

    private static void assertNumbers(TestCustomer customer) {
        Response response = given().get("/v1/customers/{id}/value?horizonDays=3650&level=0.999", customer.id());
        String body = response.asString();
        assertThat(response.statusCode()).as("%s: %s", customer.metrics(), body).isEqualTo(200);
        assertThat(body).doesNotContain("NaN", "Infinity", "null");
        JsonPath answer = JsonPath.from(body);
        assertThat(answer.getDouble("now.aliveProbability")).isBetween(0.0, 1.0);
        assertThat(answer.getDouble("now.churnRisk")).isBetween(0.0, 1.0);
        assertThat(answer.getDouble("now.lifetimeValue")).isNotNegative();
        assertThat(answer.getDouble("lifetimeValueInterval.low"))
                .isNotNegative()
                .isLessThanOrEqualTo(answer.getDouble("lifetimeValueInterval.high"));
    }

    private static String hash(String calibration) {
        return given().get("/v1/value-calibrations/{id}", calibration)
                .jsonPath()
                .getString("dataHash");
    }
}
