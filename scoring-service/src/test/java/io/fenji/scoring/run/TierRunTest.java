package io.fenji.scoring.run;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Score;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class TierRunTest {
    private static final int SIZE = 3_000;

    @Inject
    Database database;

    @Inject
    TierRunOperation operation;

    @Inject
    CalibrationOperation calibration;

    @Inject
    ObjectMapper mapper;

    @Inject
    CalibrationSchedule schedule;

    @Inject
    MetricFollower follower;

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {Schemes.PARETO, Schemes.SCORED, Schemes.TOP, Schemes.CLUSTERS, Schemes.RULES})
    void givesEveryoneTheTierThatTheEngineGives(String document) {
        String scheme = Api.activeScheme(document);
        List<TestCustomer> customers = RandomBase.of(scheme, SIZE, 42);
        customers.forEach(TestCustomer::publish);

        JsonPath run = Api.run(scheme, true);

        Expected expected = Expected.of(document.replace("KEY", scheme), customers);
        assertThat(stored(scheme)).isEqualTo(expected.standings());
        assertThat(run.getLong("counts.tiered")).isEqualTo(expected.tiered());
        assertThat(historyRows(scheme)).isEqualTo(expected.tiered());
        assertThat(run.getBoolean("caughtUp")).isTrue();
    }

    @Test
    void aSecondRunChangesNothing() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 500, 1).forEach(TestCustomer::publish);
        Api.run(scheme, true);
        long before = historyRows(scheme);

        JsonPath second = Api.run(scheme, true);

        assertThat(second.getLong("counts.changed")).isZero();
        assertThat(historyRows(scheme)).isEqualTo(before);
    }

    @Test
    void theSameDataGiveTheSameCalibration() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 500, 2).forEach(TestCustomer::publish);
        String first = Api.run(scheme, true).getString("calibrationId");
        String second = Api.run(scheme, true).getString("calibrationId");

        assertThat(second).isNotEqualTo(first);
        assertThat(calibration(second)).isEqualTo(calibration(first));
        assertThat(given().queryParam("scheme", scheme)
                        .get("/v1/calibrations")
                        .jsonPath()
                        .getList("items.id"))
                .isEqualTo(List.of(second, first));
    }

    @Test
    void aCalibrationOnItsOwnIsUsedByTheNextRun() {
        String scheme = Api.activeScheme(Schemes.PARETO);
        RandomBase.of(scheme, 200, 3).forEach(TestCustomer::publish);
        Response accepted = json("{\"scheme\":\"%s\"}".formatted(scheme)).post("/v1/calibrations");
        assertThat(accepted.statusCode()).isEqualTo(202);
        JsonPath done = Api.await("/v1/operations/" + accepted.jsonPath().getString("id"));

        JsonPath run = Api.run(scheme, false);

        assertThat(run.getString("calibrationId")).isEqualTo(done.getString("result.calibrationId"));
    }

    @Test
    void calibratesWhenTheSchemeSaysSoAndOnce() {
        String scheme =
                Api.activeScheme(Schemes.PARETO.replaceFirst("\\}$", ",\"calibrate\":{\"every\":\"quarter\"}}"));
        RandomBase.of(scheme, 50, 8).forEach(TestCustomer::publish);
        Api.run(scheme, true);
        schedule.check();
        assertThat(runs(scheme)).hasSize(1);

        try {
            CustomerServiceStub.running().businessDate(LocalDate.parse("2026-07-05"));
            follower.catchUp();
            schedule.check();
            schedule.check();
            List<String> runs = runs(scheme);
            assertThat(runs).hasSize(2);
            Api.await("/v1/tier-runs/" + runs.getFirst());
            schedule.check();

            assertThat(runs(scheme)).hasSize(2);
            assertThat(given().queryParam("scheme", scheme)
                            .get("/v1/calibrations")
                            .jsonPath()
                            .getList("items.businessDate"))
                    .isEqualTo(List.of("2026-07-05", "2026-06-30"));
        } finally {
            CustomerServiceStub.running().businessDate(LocalDate.parse("2026-06-30"));
            follower.catchUp();
        }
    }

    private static List<String> runs(String scheme) {
        return given().queryParam("scheme", scheme)
                .get("/v1/tier-runs")
                .jsonPath()
                .getList("items.id");
    }

    @Test
    void goesOnWithWhatIsHereWhileCustomerServiceIsAway() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = RandomBase.of(scheme, 1, 4).getFirst().publish();
        Api.run(scheme, false);
        customer.with("spend.365d", "9999").publish();
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.ERROR);

        JsonPath run = Api.run(scheme, false);

        assertThat(run.getBoolean("caughtUp")).isFalse();
        assertThat(run.getLong("counts.customers")).isPositive();
    }

    @Test
    void aRepeatedRequestStartsNothing() {
        String scheme = Api.activeScheme(Schemes.RULES);
        String body = "{\"scheme\":\"%s\"}".formatted(scheme);
        Response first = json(body).header("Idempotency-Key", scheme).post("/v1/tier-runs");
        Response second = json(body).header("Idempotency-Key", scheme).post("/v1/tier-runs");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        json("{\"scheme\":\"%s\",\"calibrate\":true}".formatted(scheme))
                .header("Idempotency-Key", scheme)
                .post("/v1/tier-runs")
                .then()
                .statusCode(422);
        assertThat(given().queryParam("scheme", scheme)
                        .get("/v1/tier-runs")
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
    }

    @Test
    void anOperationThatBeginsAgainAfterItsCommitChangesNothing() throws Exception {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 300, 5).forEach(TestCustomer::publish);
        UUID id = UUID.fromString(Api.run(scheme, true).getString("id"));
        List<String> before = changes(scheme);
        JsonPath said = given().get("/v1/operations/" + id).jsonPath();

        JsonNode result = operation.run(
                new Again(id, mapper.readTree("{\"scheme\":\"%s\",\"calibrate\":true}".formatted(scheme))));

        assertThat(changes(scheme)).isEqualTo(before);
        assertThat(result.at("/counts/tiered").asLong()).isPositive();
        assertThat(mapper.readTree(result.toString()))
                .isEqualTo(mapper.readTree(mapper.writeValueAsString(said.getMap("result"))));
    }

    @Test
    void aCalibrationThatBeginsAgainAfterItsCommitIsNotMadeTwice() throws Exception {
        String scheme = Api.activeScheme(Schemes.PARETO);
        RandomBase.of(scheme, 100, 7).forEach(TestCustomer::publish);
        String body = "{\"scheme\":\"%s\"}".formatted(scheme);
        String id = json(body).post("/v1/calibrations").jsonPath().getString("id");
        String made = Api.await("/v1/operations/" + id).getString("result.calibrationId");

        JsonNode result = calibration.run(new Again(UUID.fromString(id), mapper.readTree(body)));

        assertThat(result.path("calibrationId").asText()).isEqualTo(made);
        assertThat(given().queryParam("scheme", scheme)
                        .get("/v1/calibrations")
                        .jsonPath()
                        .getList("items.id"))
                .isEqualTo(List.of(made));
    }

    @Test
    void aRunThatFailsLeavesNothing() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 300, 6).forEach(TestCustomer::publish);
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> operation.run(new Again(id, mapper.readTree("{\"scheme\":\"%s\"}".formatted(scheme))) {
                    @Override
                    public void progress(String phase, long done, @Nullable Long total) {
                        if (phase.equals("writing")) {
                            throw new IllegalStateException("killed here");
                        }
                    }
                }))
                .hasMessageContaining("killed here");

        assertThat(stored(scheme)).isEmpty();
        assertThat(historyRows(scheme)).isZero();
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isPositive();
    }

    @Test
    void refusesASchemeThatCannotRun() {
        String draft = Api.uniqueKey();
        json(Schemes.PARETO.replace("KEY", draft)).post("/v1/schemes").then().statusCode(201);

        json("{\"scheme\":\"%s\"}".formatted(draft))
                .post("/v1/tier-runs")
                .then()
                .statusCode(422)
                .body("code", equalTo("SCHEME_NOT_ACTIVE"));
        json("{\"scheme\":\"nobody\"}")
                .post("/v1/tier-runs")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_SCHEME"));
        json("{}").post("/v1/tier-runs").then().statusCode(400);
        json("{\"scheme\":\"x\",\"colour\":1}").post("/v1/tier-runs").then().statusCode(400);
        json("{\"scheme\":\"nobody\"}").post("/v1/calibrations").then().statusCode(422);
        given().get("/v1/tier-runs/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/calibrations/" + UUID.randomUUID()).then().statusCode(404);
        given().queryParam("scheme", "nobody").get("/v1/calibrations").then().statusCode(404);
    }

    private String calibration(String id) {
        return given().get("/v1/calibrations/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("document")
                .toString();
    }

    private Map<UUID, String> stored(String scheme) {
        return database.call(c -> {
            Map<UUID, String> standings = new HashMap<>();
            Sql.each(
                    c,
                    0,
                    """
                    select t.customer_id, t.tier, t.score, t.outside from tiers t
                    join customer_metrics m on m.customer_id = t.customer_id
                    where t.scheme = ? and m.attributes ->> 'channel' = t.scheme""",
                    row -> {
                        BigDecimal score = row.getBigDecimal(3);
                        standings.put(
                                row.getObject(1, UUID.class),
                                row.getString(2) + " "
                                        + (score == null
                                                ? null
                                                : score.movePointLeft(4).stripTrailingZeros()));
                    },
                    scheme);
            return standings;
        });
    }

    private long historyRows(String scheme) {
        return changes(scheme).size();
    }

    private List<String> changes(String scheme) {
        return database.call(c -> Sql.list(
                c,
                "select customer_id || ' ' || version || ' ' || sequence from tier_history where scheme = ? order by sequence",
                row -> row.getString(1),
                scheme));
    }

    private record Expected(Map<UUID, String> standings, long tiered) {
        static Expected of(String document, List<TestCustomer> customers) {
            Scheme scheme = ((SchemeReading.Readable) SchemeReader.read(document)).scheme();
            MetricTable table = RandomBase.table(scheme, customers);
            Calibration calibration = CalibrationJson.read(CalibrationJson.write(Calibrator.calibrate(scheme, table)));
            Evaluation evaluation = Evaluator.of(scheme, calibration).evaluate(table);
            Map<UUID, String> standings = new HashMap<>();
            long tiered = 0;
            for (int row = 0; row < customers.size(); row++) {
                Standing standing = evaluation.standing(row);
                String score = standing.score() instanceof Score.Scored scored
                        ? scored.value().stripTrailingZeros().toString()
                        : "null";
                String tier = standing instanceof Standing.Tiered in ? in.tier() : "null";
                tiered += standing instanceof Standing.Tiered ? 1 : 0;
                standings.put(customers.get(row).id(), tier + " " + score);
            }
            return new Expected(standings, tiered);
        }
    }

    private static class Again implements OperationContext {
        private final UUID id;
        private final JsonNode request;
        final List<String> phases = new ArrayList<>();

        Again(UUID id, JsonNode request) {
            this.id = id;
            this.request = request;
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public JsonNode request() {
            return request;
        }

        @Override
        public void progress(String phase, long done, @Nullable Long total) {
            phases.add(phase);
        }
    }
}
