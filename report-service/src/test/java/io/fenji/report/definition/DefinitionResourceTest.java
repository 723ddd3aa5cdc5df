package io.fenji.report.definition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DefinitionResourceTest {
    private static final String BODY =
            "{\"name\":\"%s\",\"scheme\":\"defined\",\"language\":\"en\",\"sections\":[\"migration\",\"summary\"]%s}";

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static Response keep(String body) {
        return given().contentType("application/json").body(body).post("/v1/report-definitions");
    }

    private static Response ask(String body) {
        return given().contentType("application/json").body(body).post("/v1/reports");
    }

    private static List<String> sections(String id) {
        Reports.await(id);
        return Reports.content(id).path("sections").findValues("blocks").isEmpty()
                ? List.of()
                : java.util.stream.StreamSupport.stream(
                                Reports.content(id).path("sections").spliterator(), false)
                        .map(section -> section.path("key").textValue())
                        .toList();
    }

    @Test
    void keepsReplacesAndDeletesADefinition() {
        Response created = keep(BODY.formatted("Monthly", ""));
        created.then().statusCode(201).body("name", equalTo("Monthly")).body("audience", nullValue());
        String address = created.header("Location");
        given().get(address).then().statusCode(200).header("ETag", created.header("ETag"));
        String changed = BODY.formatted("Weekly", ",\"audience\":\"MANAGER\"");
        given().contentType("application/json")
                .body(changed)
                .put(address)
                .then()
                .statusCode(428);
        String tag = given().header("If-Match", created.header("ETag"))
                .contentType("application/json")
                .body(changed)
                .put(address)
                .then()
                .statusCode(200)
                .body("name", equalTo("Weekly"))
                .extract()
                .header("ETag");
        given().header("If-Match", created.header("ETag"))
                .delete(address)
                .then()
                .statusCode(412);
        given().header("If-Match", tag).delete(address).then().statusCode(204);
        given().get(address).then().statusCode(404);
    }

    @Test
    void refusesWhatADefinitionCannotBe() {
        keep(BODY.formatted("x", ",\"comparedWith\":{\"to\":\"DATE\"}")).then().statusCode(400);
        keep(BODY.formatted("x", ",\"comparedWith\":{\"to\":\"PREVIOUS\",\"date\":\"2026-01-01\"}"))
                .then()
                .statusCode(400);
        keep(BODY.formatted("x", ",\"audience\":\"KING\"")).then().statusCode(400);
        keep(BODY.replace("migration", "weather").formatted("x", ""))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/sections/0"));
        keep(BODY.replace("migration", "summary").formatted("x", ""))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/sections/1"));
        keep(BODY.formatted("", "")).then().statusCode(400);
    }

    @Test
    void createsOneDefinitionForARepeatedRequest() {
        String key = UUID.randomUUID().toString();
        String first = given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(BODY.formatted("Once", ""))
                .post("/v1/report-definitions")
                .path("id");
        given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(BODY.formatted("Once", ""))
                .post("/v1/report-definitions")
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
    }

    @Test
    void makesTheSectionsThatADefinitionAsksForInTheirOrder() {
        Upstreams.tell(SampleBase.members("defined", 40, 2));
        String definition = keep(BODY.formatted("Short", "")).path("id");
        Response accepted = ask("{\"definition\":\"%s\"}".formatted(definition));
        accepted.then().statusCode(202).body("scheme", equalTo("defined"));
        assertThat(sections(accepted.path("id"))).containsExactly("summary", "migration");
        ask("{\"definition\":\"%s\",\"scheme\":\"defined\"}".formatted(definition))
                .then()
                .statusCode(400);
        ask("{\"definition\":\"%s\"}".formatted(UUID.randomUUID()))
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_DEFINITION"));
    }

    @Test
    void givesEachAudienceItsSections() {
        Upstreams.tell(SampleBase.members("audience", 40, 2));
        String asked = "{\"scheme\":\"audience\",\"language\":\"en\",\"audience\":\"%s\"}";
        List<String> manager = sections(ask(asked.formatted("MANAGER")).path("id"));
        List<String> analyst = sections(ask(asked.formatted("ANALYST")).path("id"));
        assertThat(manager).contains("summary", "migration").doesNotContain("criteria", "quality");
        assertThat(analyst).containsAll(manager).contains("criteria", "quality");
    }

    @Test
    void comparesWithTheRunThatIsAskedFor() {
        Upstreams.tell(SampleBase.members("compared", 40, 2));
        String asked = "{\"scheme\":\"compared\",\"language\":\"en\",\"comparedWith\":%s}";
        String found = ask(asked.formatted("{\"to\":\"DATE\",\"date\":\"%s\"}".formatted(SampleBase.EARLIER_DATE)))
                .path("id");
        Reports.await(found);
        JsonNode migration = Reports.content(found).path("migration");
        assertThat(migration.path("available").booleanValue()).isTrue();
        assertThat(migration.at("/from/businessDate").textValue()).isEqualTo(SampleBase.EARLIER_DATE);
    }
}
