package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class SelfCheckTest {
    @Inject
    Database database;

    @Inject
    SelfCheck selfCheck;

    @ParameterizedTest
    @ValueSource(strings = {"vector[16] = 7", "own = '{7}'", "next_change = '2099-01-01'"})
    void findsAndMendsAWrongVector(String fault) {
        String key = fresh("C");
        UUID id = UUID.fromString(
                json("{\"kind\": \"PERSON\", \"keys\": [{\"source\": \"demo\", \"key\": \"%s\"}]}".formatted(key))
                        .post("/v1/customers")
                        .path("id"));
        String stored = stored(id);
        String start = Api.feed(null).next();
        selfCheck.check(id);
        double samples = metric("samples");
        double mismatches = metric("mismatches");
        database.call(connection ->
                Sql.update(connection, "update customer_metrics set " + fault + " where customer_id = ?", id));
        assertThat(stored(id)).isNotEqualTo(stored);

        selfCheck.check(id);

        assertThat(metric("samples")).isGreaterThan(samples);
        assertThat(metric("mismatches")).isEqualTo(mismatches + 1);
        assertThat(stored(id)).isEqualTo(stored);
        JsonNode read = tree(request().get("/v1/customers/%s/metrics".formatted(id)));
        assertThat(read.path("metrics").path("orders.30d").asInt(-1)).isZero();
        boolean toldAgain = Api.feed(start).items().stream()
                .anyMatch(item -> item.path("customerId").asText().equals(id.toString()));
        assertThat(toldAgain).isEqualTo(!fault.startsWith("next_change"));
        selfCheck.check(id);
        assertThat(metric("mismatches")).isEqualTo(mismatches + 1);
    }

    @Test
    void aDeletedMetricThatIsStillToBeTakenOutIsNoFault() {
        UUID id = UUID.fromString(
                json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id"));
        Response created = json("""
                {"key": "ownChecked", "name": {"zh-CN": "电话", "en": "Calls"}, "group": "engagement", "unit": "count",
                 "source": "interactions", "aggregate": "count", "window": "lifetime"}""").post("/v1/metrics");
        Api.await("/v1/operations/" + created.path("pending.operation"));
        selfCheck.check(id);
        double mismatches = metric("mismatches");

        String deleting = database.transaction(connection -> {
            AdvisoryLock.IMPORTS.take(connection);
            String location = request()
                    .header("If-Match", request().get("/v1/metrics/ownChecked").header("ETag"))
                    .delete("/v1/metrics/ownChecked")
                    .header("Location");
            selfCheck.check(id);
            return location;
        });

        assertThat(metric("mismatches")).isEqualTo(mismatches);
        Api.await(deleting);
    }

    private String stored(UUID id) {
        return database.call(connection -> Sql.only(
                connection,
                "select vector::text || own::text || coalesce(next_change::text, '') from customer_metrics where customer_id = ?",
                row -> row.getString(1),
                id));
    }

    private static double metric(String name) {
        Matcher value = Pattern.compile(
                        "^fenji_metric_selfcheck_%s_total(?:\\{[^}]*})? (.*)$".formatted(name), Pattern.MULTILINE)
                .matcher(given().get("/q/metrics").asString());
        assertThat(value.find()).isTrue();
        return Double.parseDouble(value.group(1));
    }
}
