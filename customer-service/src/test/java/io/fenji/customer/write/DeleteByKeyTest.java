package io.fenji.customer.write;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows are deleted by their key as by their id.
@QuarkusTest
@ServiceTest
class DeleteByKeyTest {
    private final String mine = fresh("D");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders       | orders.lifetime   | "orderedAt": "2011-12-01T10:00:00Z", "lines": [{"product": {"source": "d", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "5", "currency": "GBP"}}]
            interactions | interactions.365d | "type": "CALL", "occurredAt": "2011-12-01T10:00:00Z"
            feedback     | complaints.365d   | "type": "COMPLAINT", "severity": "LOW", "openedAt": "2011-12-01T10:00:00Z"
            """)
    void aRowOfACustomerGoesAndTheMetricsFollow(String rows, String metric, String fields) {
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/d/" + mine);
        json("{}").put("/v1/products/by-key/d/" + mine);
        String path = "/v1/%s/by-key/d/%s".formatted(rows, mine);
        Response created = json("{\"customer\": {\"key\": {\"source\": \"d\", \"key\": \"%s\"}}, %s}"
                        .formatted(mine, fields.formatted(mine)))
                .put(path);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(metrics().path(metric).asInt()).isEqualTo(1);

        assertThat(request().delete(path).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"7\"").delete(path).statusCode())
                .isEqualTo(412);
        assertThat(request().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(204);

        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(request().header("If-Match", "*").delete(path).statusCode()).isEqualTo(404);
        assertThat(metrics().path(metric).asInt(-1)).isZero();
    }

    @Test
    void aProductGoes() {
        String path = "/v1/products/by-key/d/" + mine;
        json("{}").put(path).then().statusCode(201);

        assertThat(request().header("If-Match", "*").delete(path).statusCode()).isEqualTo(204);

        assertThat(request().get(path).statusCode()).isEqualTo(404);
    }

    private JsonNode metrics() {
        return tree(request().get("/v1/customers/by-key/d/%s/metrics".formatted(mine)))
                .path("metrics");
    }
}
