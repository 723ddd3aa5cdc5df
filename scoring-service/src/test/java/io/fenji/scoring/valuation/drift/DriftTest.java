package io.fenji.scoring.valuation.drift;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.ValueCalibrations.calibrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.StubPurchases;
import io.fenji.scoring.testing.ValueCalibrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DriftTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final LocalDate LATER = TODAY.plusDays(60);

    @Inject
    MetricFollower follower;

    @Inject
    DriftSchedule schedule;

    @Inject
    Database database;

    @Inject
    MeterRegistry meters;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @BeforeEach
    void noBuyers() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
        customerService.purchases().clear();
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(TODAY);
        customerService.purchases().clear();
        follower.catchUp();
    }

    @Test
    void ordersThatComeAsBeforeAreWithinTheBand() {
        JsonPath drift = drift(StubPurchases.random(600, LATER, 3));

        assertThat(drift.getInt("drift.days")).isEqualTo(60);
        assertThat(drift.getString("drift.checkedOn")).isEqualTo(LATER.toString());
        assertThat(drift.getLong("drift.actual")).isPositive();
        assertThat(drift.getBoolean("drift.drifted")).as(drift.prettify()).isFalse();
        assertThat(gauge("fenji.values.drifted")).isZero();
        assertThat(gauge("fenji.values.orders.actual")).isEqualTo(drift.getDouble("drift.actual"));
        long looks = looks();
        schedule.check();
        assertThat(looks()).as("one look a day").isEqualTo(looks);
    }

    @Test
    void ordersThatStopLeaveTheBand() {
        List<NavigableMap<LocalDate, BigDecimal>> silent = StubPurchases.random(600, LATER, 3).stream()
                .<NavigableMap<LocalDate, BigDecimal>>map(days -> new TreeMap<>(days.headMap(TODAY, true)))
                .filter(days -> !days.isEmpty())
                .toList();

        JsonPath drift = drift(silent);

        assertThat(drift.getLong("drift.actual")).isZero();
        assertThat(drift.getDouble("drift.expected")).isGreaterThan(drift.getDouble("drift.tolerance"));
        assertThat(drift.getBoolean("drift.drifted")).isTrue();
        assertThat(gauge("fenji.values.drifted")).isEqualTo(1);
    }

    @Test
    void aCalibrationWithoutBackTestHasNoBandAndAYoungOneIsNotLookedAt() {
        ValueCalibrations.publish(Api.uniqueKey(), StubPurchases.random(100, TODAY, 5), TODAY);
        follower.catchUp();
        calibrate("{}");
        long looks = looks();
        later(TODAY.plusDays(6));
        assertThat(looks()).isEqualTo(looks);
        customerService.businessDate(TODAY);
        follower.catchUp();

        String none = calibrate("{\"holdOutDays\":0}");
        later(LATER);

        assertThat(looks()).isEqualTo(looks);
        assertThat(given().get("/v1/value-calibrations/{id}", none).jsonPath().getMap("drift"))
                .isNull();
    }

    private JsonPath drift(List<NavigableMap<LocalDate, BigDecimal>> histories) {
        ValueCalibrations.publish(Api.uniqueKey(), histories, TODAY);
        follower.catchUp();
        String id = calibrate("{}");
        later(LATER);
        Api.await("/v1/operations/" + latest());
        schedule.check();
        return given().get("/v1/value-calibrations/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void later(LocalDate date) {
        customerService.businessDate(date);
        follower.catchUp();
        schedule.check();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private long looks() {
        return database.call(
                c -> Sql.only(c, "select count(*) from operations where kind = 'value-drift'", row -> row.getLong(1)));
    }

    private String latest() {
        return database.call(c -> Sql.only(
                c,
                "select id from operations where kind = 'value-drift' order by created_at desc limit 1",
                row -> row.getString(1)));
    }
}
