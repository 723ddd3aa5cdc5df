package io.fenji.scoring.watch;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.engine.preset.DefaultWarningRules;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
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
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class WatchScheduleTest {
    /// By what nobody has: nobody is valuable to the other tests.
    private static final String RULES = """
            {"value":{"metric":"assets","topShare":0.2},"calibrate":{"every":"month","day":1},
             "openComplaint":{"atLeast":1,"urgentAtLeast":2}}""";

    @Inject
    WatchSchedule schedule;

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private final String key = Api.uniqueKey();

    @BeforeEach
    void aSetAndRulesWithADate() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
        for (int i = 1; i <= 4; i++) {
            publish(i);
        }
        follower.catchUp();
        await(json("""
                {"key":"KEY","name":{"en":"Halves"},"population":{"attribute":"channel","is":"KEY"},
                 "scores":[{"key":"half","metric":"spend.365d","bins":2}],"calibrate":{"every":"month","day":1},
                 "segments":[{"key":"KEY-upper","name":{"en":"Upper"},"when":{"metric":"half","equals":2}}]}""".replace("KEY", key)).post("/v1/segment-sets"));
        await(json(RULES).header("If-Match", "*").put("/v1/warning-rules"));
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
        Response rules = given().get("/v1/warning-rules");
        await(json(DefaultWarningRules.document()
                        .toString()
                        .replace("\"metric\":\"spend.365d\"", "\"metric\":\"assets\""))
                .header("If-Match", rules.header("ETag"))
                .put("/v1/warning-rules"));
    }

    @Test
    void estimatesAnewOnTheDateAndOnce() {
        String set = operation("/v1/segment-sets/" + key);
        String rules = operation("/v1/warning-rules");
        schedule.check();
        assertThat(operation("/v1/segment-sets/" + key)).as("nothing is due").isEqualTo(set);
        for (int i = 5; i <= 8; i++) {
            publish(i);
        }
        customerService.businessDate(LocalDate.parse("2026-07-02"));
        follower.catchUp();
        assertThat(customers()).isEqualTo(6);

        schedule.check();

        assertThat(operation("/v1/segment-sets/" + key)).isNotEqualTo(set);
        assertThat(operation("/v1/warning-rules")).isNotEqualTo(rules);
        Api.await("/v1/operations/" + operation("/v1/segment-sets/" + key));
        Api.await("/v1/operations/" + operation("/v1/warning-rules"));
        assertThat(customers()).isEqualTo(4);
        assertThat(given().get("/v1/segment-sets/" + key).jsonPath().getString("calibration.businessDate"))
                .isEqualTo("2026-07-02");
        assertThat(given().get("/v1/warning-rules").jsonPath().getString("calibratedOn"))
                .isEqualTo("2026-07-02");
        String after = operation("/v1/segment-sets/" + key);
        schedule.check();
        assertThat(operation("/v1/segment-sets/" + key)).isEqualTo(after);
    }

    @Test
    void estimatesAnewWhenTheBaseHasDoubled() {
        String before = operation("/v1/segment-sets/" + key);
        database.call(c -> {
            // As if the base had been so much smaller.
            Sql.update(c, "update segment_sets set calibrated_from = calibrated_from / 3 where key = ?", key);
            Sql.execute(c, "analyze customer_metrics");
            return true;
        });

        schedule.check();

        assertThat(operation("/v1/segment-sets/" + key)).isNotEqualTo(before);
        Api.await("/v1/operations/" + operation("/v1/segment-sets/" + key));
        String after = operation("/v1/segment-sets/" + key);
        schedule.check();
        assertThat(operation("/v1/segment-sets/" + key)).isEqualTo(after);
    }

    @Test
    void makesUpForAnOperationThatWasCutShort() {
        String before = operation("/v1/segment-sets/" + key);
        database.call(c -> {
            // As if the document had been saved and its operation had failed a while ago.
            Sql.update(c, "update segment_sets set revision = revision + 1 where key = ?", key);
            return Sql.update(c, """
                    update operations set state = 'FAILED', finished_at = now() - interval '2 hours'
                    where id = ?::uuid""", before);
        });
        given().get("/v1/segment-sets/" + key).then().body("state", equalTo("PENDING"));

        schedule.check();

        Api.await("/v1/operations/" + operation("/v1/segment-sets/" + key));
        given().get("/v1/segment-sets/" + key).then().body("state", equalTo("IN_FORCE"));
    }

    private void publish(int spend) {
        TestCustomer.of(key, Map.of("spend.365d", BigDecimal.valueOf(spend))).publish();
    }

    private static String operation(String address) {
        return given().get(address).then().statusCode(200).extract().path("operation");
    }

    private int customers() {
        return given().get("/v1/segments/%s-upper".formatted(key)).jsonPath().getInt("customers");
    }

    private static void await(Response saved) {
        JsonPath operation = Api.await("/v1/operations/" + saved.path("operation"));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
    }
}
