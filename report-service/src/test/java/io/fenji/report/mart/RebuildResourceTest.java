package io.fenji.report.mart;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class RebuildResourceTest {
    private static final SampleBase BASE = SampleBase.members("rebuilt", 40, 4);

    @Inject
    Mart mart;

    @Inject
    Database database;

    private long count(String sql) {
        return database.call(c -> Sql.only(c, sql, row -> row.getLong(1)));
    }

    @Test
    void bringsBackWhatWasLostAndDropsWhatWasNeverTold() {
        Upstreams.tell(BASE);
        assertThat(mart.catchUp(Duration.ofSeconds(20))).isEmpty();
        long days = count("select count(*) from mart_day");
        database.call(c -> {
            Sql.execute(c, "delete from mart_day; delete from mart_customer");
            Sql.execute(
                    c,
                    "insert into mart_line (customer_id, day, category, generation, quantity) values (gen_random_uuid(), '2026-01-01', '', 0, 1)");
            return null;
        });
        Response started = given().header("Idempotency-Key", "once-" + System.nanoTime())
                .post("/v1/mart:rebuild")
                .then()
                .statusCode(202)
                .extract()
                .response();
        Reports.awaitOperation(started.path("id"));
        given().get(started.header("Location"))
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.equalTo("SUCCEEDED"));
        assertThat(count("select count(*) from mart_day")).isEqualTo(days);
        assertThat(count("select count(*) from mart_line")).isEqualTo(days);
        assertThat(count("select count(*) from mart_customer")).isEqualTo(40);
        assertThat(count("select count(*) from mart_attributes where valid_until is null"))
                .isEqualTo(40);
        assertThat(count("select count(*) from mart_feed where copying")).isZero();
    }
}
