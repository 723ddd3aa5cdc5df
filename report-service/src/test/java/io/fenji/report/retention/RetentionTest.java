package io.fenji.report.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class RetentionTest {
    @Inject
    RetentionSweep sweep;

    @Inject
    Database database;

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static String definition(String scheme) {
        return given().contentType("application/json")
                .body("{\"name\":\"Kept\",\"scheme\":\"%s\",\"language\":\"en\",\"sections\":[\"summary\"]}"
                        .formatted(scheme))
                .post("/v1/report-definitions")
                .path("id");
    }

    private static String report(String definition) {
        String id = given().contentType("application/json")
                .body("{\"definition\":\"%s\"}".formatted(definition))
                .post("/v1/reports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Reports.await(id);
        return id;
    }

    private static Response put(String definition, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/v1/report-definitions/%s/retention".formatted(definition));
    }

    private void age(String report, int days) {
        database.call(c -> Sql.update(
                c,
                "update reports set created_at = now() - make_interval(days => ?) where id = ?::uuid",
                days,
                report));
    }

    private static String state(String report) {
        return given().get("/v1/reports/" + report).path("state");
    }

    private long pieces(String report) {
        return database.call(c -> Sql.only(
                c, "select count(*) from report_chunk where report_id = ?::uuid", row -> row.getLong(1), report));
    }

    @Test
    void expiresReportsThatAreTooOldOrTooMany() {
        Upstreams.tell(SampleBase.members("kept", 20, 5));
        String definition = definition("kept");
        put(definition, "{\"days\":30,\"reports\":2}").then().statusCode(200);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.add(report(definition));
        }
        age(made.get(0), 40);
        age(made.get(3), 31);
        String tag = given().get("/v1/reports/" + made.getFirst()).header("ETag");
        sweep.sweep();
        assertThat(made.stream().map(RetentionTest::state))
                .containsExactly("EXPIRED", "SUCCEEDED", "SUCCEEDED", "EXPIRED");
        given().get("/v1/reports/" + made.getFirst()).then().statusCode(200).body("links", nullValue());
        assertThat(given().get("/v1/reports/" + made.getFirst()).header("ETag")).isNotEqualTo(tag);
        given().get("/v1/reports/" + made.getFirst() + "/pdf")
                .then()
                .statusCode(410)
                .body("code", equalTo("ARTEFACT_GONE"));
        assertThat(pieces(made.getFirst())).isZero();
        assertThat(pieces(made.get(1))).isPositive();
        report(definition);
        sweep.sweep();
        assertThat(made.stream().map(RetentionTest::state))
                .containsExactly("EXPIRED", "EXPIRED", "SUCCEEDED", "EXPIRED");
    }

    @Test
    void expiresReportsWithoutADefinitionAfterTheServicesOwnDays() {
        Upstreams.tell(SampleBase.members("usual", 20, 5));
        String old = Reports.make("usual", "en");
        String young = Reports.make("usual", "en");
        String kept = report(definition("usual"));
        put(given().get("/v1/report-definitions").path("items[0].id"), "{\"reports\":9}")
                .then()
                .statusCode(200);
        age(old, 401);
        age(young, 399);
        age(kept, 3000);
        sweep.sweep();
        assertThat(state(old)).isEqualTo("EXPIRED");
        assertThat(state(young)).isEqualTo("SUCCEEDED");
        assertThat(state(kept)).isEqualTo("SUCCEEDED");
    }

    @Test
    void keepsChangesAndDeletesARetention() {
        String definition = definition("kept");
        String address = "/v1/report-definitions/%s/retention".formatted(definition);
        given().get(address).then().statusCode(404);
        put(definition, "{}").then().statusCode(400);
        put(definition, "{\"days\":0}").then().statusCode(400);
        String tag = put(definition, "{\"days\":30}").header("ETag");
        put(definition, "{\"days\":31}").then().statusCode(428);
        given().header("If-Match", tag).delete(address).then().statusCode(204);
        given().get(address).then().statusCode(404);
    }
}
