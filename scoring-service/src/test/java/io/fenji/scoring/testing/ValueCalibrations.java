package io.fenji.scoring.testing;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;

/// Steps of tests that calibrate value models.
public final class ValueCalibrations {
    private ValueCalibrations() {}

    /// Customers with what they have bought up to the day. The stub knows what they will buy after it, too.
    public static List<TestCustomer> publish(
            String channel, List<NavigableMap<LocalDate, BigDecimal>> histories, LocalDate today) {
        List<TestCustomer> customers = new ArrayList<>();
        for (NavigableMap<LocalDate, BigDecimal> days : histories) {
            NavigableMap<LocalDate, BigDecimal> past = days.headMap(today, true);
            if (!past.isEmpty()) {
                TestCustomer customer = TestCustomer.of(channel, StubPurchases.metrics(past, today))
                        .publish();
                CustomerServiceStub.running().purchases().put(customer.id(), days);
                customers.add(customer);
            }
        }
        return customers;
    }

    /// Calibrates, and gives the calibration's id.
    public static String calibrate(String request) {
        JsonPath operation = Api.await(submit(request));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
        return operation.getString("result.calibrationId");
    }

    /// Asks for a calibration, and gives the address of the operation.
    public static String submit(String request) {
        Response accepted = json(request).post("/v1/value-calibrations");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return accepted.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    public static String newest() {
        return given().get("/v1/value-calibrations").jsonPath().getString("items[0].id");
    }

    /// What the models in force say of the customer.
    public static JsonPath value(UUID customer) {
        return given().get("/v1/customers/{id}/value", customer)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
