package io.fenji.report.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ScheduleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    ScheduleLook look;

    @Inject
    Database database;

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    @AfterEach
    void endSchedules() {
        database.call(c -> Sql.update(c, "delete from report_schedules"));
    }

    private static String definition(String scheme) {
        return given().contentType("application/json")
                .body("{\"name\":\"Scheduled\",\"scheme\":\"%s\",\"language\":\"en\",\"sections\":[\"summary\"]}"
                        .formatted(scheme))
                .post("/v1/report-definitions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response put(String definition, String tag, String body) {
        var request = given().contentType("application/json").body(body);
        return (tag == null ? request : request.header("If-Match", tag))
                .put("/v1/report-definitions/%s/schedule".formatted(definition));
    }

    private void due(String definition, Instant next) {
        database.call(c -> Sql.update(
                c,
                "update report_schedules set next_at = ?::timestamptz where definition_id = ?",
                next.toString(),
                UUID.fromString(definition)));
    }

    private List<UUID> reports(String definition) {
        return database.call(c -> Sql.list(
                c,
                "select id from reports where definition_id = ? order by slot",
                row -> row.getObject(1, UUID.class),
                UUID.fromString(definition)));
    }

    private static JsonNode schedule(String definition) throws IOException {
        return JSON.readTree(given().get("/v1/report-definitions/%s/schedule".formatted(definition))
                .asString());
    }

    @Test
    void keepsPausesResumesAndDeletesASchedule() {
        String definition = definition("kept");
        String address = "/v1/report-definitions/%s/schedule".formatted(definition);
        given().get(address).then().statusCode(404);
        Response set = put(definition, null, "{\"cron\":\"0 7 * * 1\"}");
        set.then()
                .statusCode(200)
                .body("zone", equalTo("Asia/Shanghai"))
                .body("paused", equalTo(false))
                .body("nextAt", notNullValue());
        assertThat(OffsetDateTime.parse(set.path("nextAt")).toInstant()).isAfter(Instant.now());
        put(definition, null, "{\"cron\":\"0 7 * * 1\",\"paused\":true}").then().statusCode(428);
        Response paused = put(definition, set.header("ETag"), "{\"cron\":\"0 7 * * 1\",\"paused\":true}");
        paused.then().statusCode(200).body("nextAt", nullValue());
        put(definition, set.header("ETag"), "{\"cron\":\"0 7 * * 1\"}").then().statusCode(412);
        Response resumed = put(definition, paused.header("ETag"), "{\"cron\":\"0 7 * * 1\"}");
        resumed.then().statusCode(200).body("nextAt", notNullValue());
        given().delete(address).then().statusCode(428);
        given().header("If-Match", resumed.header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        given().get(address).then().statusCode(404);
        put(UUID.randomUUID().toString(), null, "{\"cron\":\"0 7 * * 1\"}")
                .then()
                .statusCode(404);
        put(definition, "\"1\"", "{\"cron\":\"0 7 * * 1\"}").then().statusCode(412);
    }

    @Test
    void saysWhatIsWrongWithACron() {
        put(definition("wrong"), null, "{\"cron\":\"0 25 * * *\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/cron"))
                .body("errors[0].code", equalTo("INVALID_CRON"));
    }

    @Test
    void makesOneReportForASlotHoweverManyLook() throws InterruptedException, ExecutionException, IOException {
        Upstreams.tell(SampleBase.members("slots", 30, 1));
        List<String> definitions = new ArrayList<>();
        Instant slot = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < 5; i++) {
            String definition = definition("slots");
            put(definition, null, "{\"cron\":\"0 * * * *\"}").then().statusCode(200);
            due(definition, slot);
            definitions.add(definition);
        }
        try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
            List<Future<?>> looks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                looks.add(replicas.submit(() -> look.look()));
            }
            for (Future<?> each : looks) {
                each.get();
            }
        }
        for (String definition : definitions) {
            List<UUID> made = reports(definition);
            assertThat(made).hasSize(1);
            Reports.await(made.getFirst().toString());
            JsonNode schedule = schedule(definition);
            assertThat(schedule.path("lastReport").textValue())
                    .isEqualTo(made.getFirst().toString());
            assertThat(Instant.parse(schedule.path("nextAt").textValue())).isAfter(slot);
            JsonNode report =
                    JSON.readTree(given().get("/v1/reports/" + made.getFirst()).asString());
            assertThat(report.path("state").textValue()).isEqualTo("SUCCEEDED");
            assertThat(Instant.parse(report.path("slot").textValue())).isEqualTo(slot);
        }
    }

    @Test
    void makesUpForTheNewestOfTheSlotsThatWereMissed() {
        Upstreams.tell(SampleBase.members("missed", 30, 1));
        String definition = definition("missed");
        put(definition, null, "{\"cron\":\"0 * * * *\"}").then().statusCode(200);
        Instant slot = Instant.now().truncatedTo(ChronoUnit.HOURS);
        due(definition, slot.minus(3, ChronoUnit.DAYS));
        look.look();
        look.look();
        List<UUID> made = reports(definition);
        assertThat(made).hasSize(1);
        Reports.await(made.getFirst().toString());
        assertThat(Instant.parse(given().get("/v1/reports/" + made.getFirst()).path("slot")))
                .isBetween(slot, slot.plus(1, ChronoUnit.HOURS));
    }

    @Test
    void takesNoSlotTwiceEvenWhenTheScheduleIsSetBack() {
        Upstreams.tell(SampleBase.members("twice", 30, 1));
        String definition = definition("twice");
        put(definition, null, "{\"cron\":\"0 7 1 1 *\"}").then().statusCode(200);
        Instant slot = Cron.of("0 7 1 1 *")
                .upTo(Instant.now(), java.time.ZoneId.of("Asia/Shanghai"))
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            due(definition, slot);
            look.look();
            assertThat(reports(definition)).hasSize(1);
            Reports.await(reports(definition).getFirst().toString());
        }
    }

    @Test
    void waitsForTheReportBefore() {
        String definition = definition("waits");
        put(definition, null, "{\"cron\":\"0 * * * *\"}").then().statusCode(200);
        UUID busy = database.call(c -> {
            UUID id = Sql.only(c, """
                    insert into operations (id, kind, request, state, lease_owner, lease_until, started_at)
                    values (uuidv7(), 'held', '{}', 'RUNNING', gen_random_uuid(), now() + interval '1 hour', now())
                    returning id""", row -> row.getObject(1, UUID.class));
            Sql.update(
                    c,
                    "insert into report_slots (definition_id, slot, report_id) values (?, '2026-01-01', ?)",
                    UUID.fromString(definition),
                    id);
            Sql.update(
                    c,
                    "update report_schedules set last_slot = '2026-01-01' where definition_id = ?",
                    UUID.fromString(definition));
            return id;
        });
        due(definition, Instant.now().minusSeconds(7200));
        look.look();
        assertThat(reports(definition)).isEmpty();
        database.call(c -> Sql.update(
                c,
                "update operations set state = 'CANCELLED', finished_at = now(), lease_until = null where id = ?",
                busy));
        look.look();
        assertThat(reports(definition)).hasSize(1);
        Reports.await(reports(definition).getFirst().toString());
    }
}
