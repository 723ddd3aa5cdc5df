package io.fenji.report.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
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
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class LinkTest {
    @Inject
    Database database;

    @Inject
    Guesses guesses;

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static String report(String scheme) {
        Upstreams.tell(SampleBase.members(scheme, 20, 3));
        return Reports.make(scheme, "en");
    }

    private static Response link(String report, String body) {
        return given().contentType("application/json").body(body).post("/v1/reports/%s/links".formatted(report));
    }

    private static String path(Response made) {
        return URI.create(made.path("url")).getPath();
    }

    @Test
    void opensTheArtefactOfTheLinkUntilItIsRevoked() {
        String report = report("linked");
        for (String format : new String[] {"html", "pdf", "xlsx", "csv", "json"}) {
            Response made = link(report, "{\"format\":\"%s\",\"audience\":\"Board\"}".formatted(format));
            made.then().statusCode(201).body("state", equalTo("ACTIVE")).body("url", notNullValue());
            Response opened = given().get(path(made));
            opened.then().statusCode(200);
            Response direct = given().get("/v1/reports/%s/%s".formatted(report, format));
            assertThat(opened.asByteArray()).isEqualTo(direct.asByteArray());
            assertThat(opened.contentType()).isEqualTo(direct.contentType());
            assertThat(opened.header("Content-Security-Policy")).isEqualTo(direct.header("Content-Security-Policy"));
            assertThat(opened.header("Cache-Control")).isEqualTo("no-store");
            String revoke = "/v1/reports/%s/links/%s:revoke".formatted(report, made.path("id"));
            for (int i = 0; i < 2; i++) {
                given().post(revoke)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("REVOKED"))
                        .body("uses", equalTo(1));
            }
            given().get(path(made)).then().statusCode(410).body("code", equalTo("LINK_NOT_VALID"));
        }
        given().get("/v1/reports/%s/links?limit=2".formatted(report))
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("next", notNullValue())
                .body("items[0].url", nullValue());
    }

    @Test
    void keepsNeitherTheAddressNorWhatItCouldBeMadeFrom() {
        String report = report("secret");
        String key = UUID.randomUUID().toString();
        Response first = given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"format\":\"pdf\"}")
                .post("/v1/reports/%s/links".formatted(report));
        String url = first.path("url");
        String secret = url.substring(url.lastIndexOf('/') + 1);
        assertThat(secret).hasSize(43);
        given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"format\":\"pdf\"}")
                .post("/v1/reports/%s/links".formatted(report))
                .then()
                .statusCode(201)
                .body("id", equalTo(first.path("id")))
                .body("url", nullValue());
        String kept = database.call(c -> Sql.only(c, """
                select (select string_agg(l::text, '') from report_links l)
                  || (select string_agg(k::text, '') from idempotency_keys k)""", row -> row.getString(1)));
        assertThat(kept).doesNotContain(secret);
    }

    @Test
    void expires() {
        String report = report("expiring");
        String soon = Instant.now().plus(1, ChronoUnit.HOURS).toString();
        Response made = link(report, "{\"format\":\"pdf\",\"expiresAt\":\"%s\"}".formatted(soon));
        made.then().statusCode(201);
        database.call(c -> Sql.update(
                c, "update report_links set expires_at = now() - interval '1 second' where id = ?::uuid", (String)
                        made.path("id")));
        given().get(path(made)).then().statusCode(410).body("code", equalTo("LINK_NOT_VALID"));
        for (String wrong : new String[] {"2020-01-01T00:00:00Z", "2199-01-01T00:00:00Z"}) {
            link(report, "{\"format\":\"pdf\",\"expiresAt\":\"%s\"}".formatted(wrong))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/expiresAt"));
        }
        link(report, "{\"format\":\"docx\"}").then().statusCode(400);
        link(UUID.randomUUID().toString(), "{\"format\":\"pdf\"}").then().statusCode(404);
    }

    @Test
    void slowsDownWhoGuesses() {
        String report = report("guessed");
        String url = path(link(report, "{\"format\":\"json\"}"));
        try {
            Response last = null;
            for (int i = 0; i <= Guesses.MOST; i++) {
                last = given().get("/v1/report-links/" + UUID.randomUUID());
                assertThat(last.statusCode()).isEqualTo(i < Guesses.MOST ? 404 : 429);
            }
            given().get(url).then().statusCode(429);
        } finally {
            guesses.forget();
        }
        given().get(url).then().statusCode(200);
    }
}
