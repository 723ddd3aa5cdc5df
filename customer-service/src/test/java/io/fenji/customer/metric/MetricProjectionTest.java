package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories are projected in [MetricHistoryTest].
@QuarkusTest
@ServiceTest
class MetricProjectionTest {
    private static final LocalDate TODAY = LocalDate.of(2011, 12, 10);

    private final String customer = fresh("C");
    private final String product = fresh("P");

    @BeforeEach
    void aCustomer() {
        json("{}").put("/v1/products/by-key/demo/" + product);
        json("{\"kind\": \"PERSON\", \"registeredOn\": \"2011-01-01\"}").put("/v1/customers/by-key/demo/" + customer);
        ordered("2011-12-01T10:00:00Z", "30");
        ordered("2011-11-20T10:00:00Z", "12.5");
        // Not delivered yet.
        ordered("2011-12-20T10:00:00Z", "7");
    }

    @AfterEach
    void backToTheTestsDate() {
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));
    }

    private void ordered(String time, String price) {
        json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "%s", "status": "COMPLETED", "currency": "GBP",
                 "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(customer, time, product, price))
                .put("/v1/orders/by-key/demo/" + fresh("O"))
                .then()
                .statusCode(201);
    }

    @Test
    void saysOnWhichDaysWindowsEmpty() {
        JsonNode answer = Projection.of(customer, TODAY.plusDays(50)).answer();

        assertThat(answer.path("businessDate").asText()).isEqualTo(TODAY.toString());
        assertThat(answer.path("points").findValuesAsText("date"))
                .isEqualTo(List.of("2011-12-10", "2011-12-20", "2011-12-31", "2012-01-19"));
        JsonNode first = answer.path("points").get(0).path("metrics");
        assertThat(first.path("spend.30d").decimalValue()).isEqualByComparingTo("42.5");
        assertThat(first.path("recencyDays").asInt()).isEqualTo(9);
        JsonNode delivered = answer.path("points").get(1).path("metrics");
        assertThat(delivered.path("spend.lifetime").decimalValue()).isEqualByComparingTo("49.5");
        assertThat(delivered.path("recencyDays").asInt(-1)).isZero();
        assertThat(delivered.has("tenureDays")).isFalse();
        JsonNode later = answer.path("points").get(3);
        assertThat(later.path("metrics").path("orders.30d").asInt(-1)).isZero();
        assertThat(later.path("absent"))
                .extracting(JsonNode::asText)
                .contains("averageOrder.30d", "largestOrder.30d")
                .doesNotContain("averageOrder.90d");
    }

    @Test
    void isWhatTheBaseHasWhenTheDayHasCome() {
        Projection projection = Projection.of(customer, TODAY.plusDays(400));
        for (int days : List.of(0, 1, 10, 21, 40, 100, 355, 376, 400)) {
            LocalDate day = TODAY.plusDays(days);
            Api.await(json("{\"businessDate\": \"%s\"}".formatted(day))
                    .post("/v1/metric-refreshes")
                    .header("Location"));

            JsonNode stored = tree(request().get("/v1/customers/by-key/demo/" + customer + "/metrics"))
                    .path("metrics");
            Map<String, BigDecimal> metrics = new HashMap<>();
            stored.properties().forEach(metric -> {
                BigDecimal value = metric.getValue().decimalValue();
                metrics.put(metric.getKey(), value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
            });
            assertThat(projection.at(day)).as("on %s", day).isEqualTo(metrics);
        }
    }

    @Test
    void goesAYearAheadWhenNothingElseIsAsked() {
        String id = tree(request().get("/v1/customers/by-key/demo/" + customer))
                .path("id")
                .asText();

        request()
                .get("/v1/customers/" + id + "/metric-projection")
                .then()
                .statusCode(200)
                .body("customerId", equalTo(id))
                .body("to", equalTo("2012-12-10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-12-09", "2013-01-14", "tomorrow"})
    void refusesDaysGoneByAndTooFarAhead(String to) {
        request()
                .queryParam("to", to)
                .get("/v1/customers/by-key/demo/" + customer + "/metric-projection")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("to"));
    }

    @Test
    void knowsNobodyWhoIsNotThere() {
        request()
                .get("/v1/customers/" + UUID.randomUUID() + "/metric-projection")
                .then()
                .statusCode(404);
    }
}
