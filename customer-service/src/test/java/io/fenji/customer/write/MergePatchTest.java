package io.fenji.customer.write;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Patches of products, orders, interactions and feedback; those of customers are in CustomerWritesTest.
@QuarkusTest
@ServiceTest
class MergePatchTest {
    private String customer;
    private String other;
    private String product;

    @BeforeEach
    void twoCustomersAndAProduct() {
        customer = fresh("C");
        other = fresh("D");
        product = fresh("P");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + other);
        json("{\"name\": \"tea\"}").put("/v1/products/by-key/erp/" + product);
    }

    private String body(String entity) {
        return switch (entity) {
            case "products" -> """
                    {"name": "tea", "category": "green", "unitCost": {"amount": "4.50", "currency": "GBP"}}""";
            case "orders" -> """
                    {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "2011-12-01T08:30:00.123456Z", "channel": "web",
                     "lines": [{"product": {"source": "erp", "key": "%s"}, "quantity": 2.50,
                                "unitPrice": {"amount": "4.00", "currency": "GBP"}}]}""".formatted(customer, product);
            case "interactions" -> """
                    {"customer": {"key": {"source": "crm", "key": "%s"}}, "type": "CALL", "channel": "phone", "direction": "INBOUND",
                     "occurredAt": "2011-12-01T08:30:00.123456Z"}""".formatted(customer);
            default -> """
                    {"customer": {"key": {"source": "crm", "key": "%s"}}, "type": "COMPLAINT", "channel": "phone", "severity": "HIGH",
                     "openedAt": "2011-12-01T08:30:00.123456Z"}""".formatted(customer);
        };
    }

    private String create(String entity) {
        Response created = json(body(entity)).put("/v1/%s/by-key/demo/%s".formatted(entity, fresh("K")));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return "/v1/%s/%s".formatted(entity, created.<String>path("id"));
    }

    private static Response patch(String path, String ifMatch, String patch) {
        return request()
                .contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(patch.getBytes(StandardCharsets.UTF_8))
                .patch(path);
    }

    private JsonNode metrics(String key) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(key)))
                .path("metrics");
    }

    private static JsonNode without(JsonNode row, String... names) {
        return ((ObjectNode) row).remove(List.of(names));
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "orders", "interactions", "feedback"})
    void changesWhatItNamesAndNothingElse(String entity) {
        String path = create(entity);
        String name = entity.equals("products") ? "category" : "channel";
        JsonNode before = tree(request().get(path));

        Response same = patch(path, "\"1\"", "{}");
        Response set = patch(path, "\"1\"", "{\"%s\": \"新的\"}".formatted(name));
        Response stale = patch(path, "\"1\"", "{\"%s\": \"x\"}".formatted(name));
        Response cleared = patch(path, "\"2\"", "{\"%s\": null}".formatted(name));

        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(set.header("ETag")).isEqualTo("\"2\"");
        assertThat(set.<String>path(name)).isEqualTo("新的");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(cleared.header("ETag")).isEqualTo("\"3\"");
        JsonNode after = tree(request().get(path));
        assertThat(after.has(name)).isFalse();
        assertThat(without(after, "updatedAt")).isEqualTo(without(before, "updatedAt", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "orders", "interactions", "feedback"})
    void theKeyAddressesTheRowAsWell(String entity) {
        String path = create(entity);
        String byKey =
                "/v1/%s/by-key/demo/%s".formatted(entity, request().get(path).<String>path("key.key"));
        String name = entity.equals("products") ? "category" : "channel";
        String change = "{\"%s\": \"新的\"}".formatted(name);

        Response changed = patch(byKey, "\"1\"", change);

        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(request().get(path).<String>path(name)).isEqualTo("新的");
        assertThat(patch(byKey, "\"1\"", change).statusCode()).isEqualTo(412);
        assertThat(patch("/v1/%s/by-key/demo/nobody".formatted(entity), "*", change)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "orders", "interactions", "feedback"})
    void refusesPatchesThatMakeNoSuchRow(String entity) {
        String path = create(entity);
        String required = entity.equals("products") ? "{\"unitCost\": {\"amount\": null}}" : "{\"customer\": null}";

        for (String patch : List.of(
                "{\"colour\": 1}", "{\"colour\": null}", "{\"id\": \"x\"}", "{\"key\": null}", required, "[]", "")) {
            assertThat(patch(path, "*", patch).statusCode()).as(patch).isEqualTo(400);
        }
        assertThat(json("{}").header("If-Match", "*").patch(path).statusCode()).isEqualTo(415);
        assertThat(request()
                        .contentType("application/merge-patch+json")
                        .body("{}")
                        .patch(path)
                        .statusCode())
                .isEqualTo(428);
        assertThat(patch("/v1/%s/%s".formatted(entity, "01977d2e-5c1f-7b60-a6f4-0b6a8f3c1d22"), "*", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(request().get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "interactions", "feedback"})
    void aRowThatMovesToAnotherCustomerTakesItsMetricsAlong(String entity) {
        String path = create(entity);
        String metric = switch (entity) {
            case "orders" -> "orders.lifetime";
            case "interactions" -> "interactions.365d";
            default -> "openComplaints";
        };
        assertThat(metrics(customer).path(metric).asInt()).isEqualTo(1);

        Response moved = patch(path, "\"1\"", """
                {"customer": {"key": {"source": "crm", "key": "%s"}}}""".formatted(other));

        assertThat(moved.statusCode()).as(moved.asString()).isEqualTo(200);
        assertThat(metrics(customer).path(metric).asInt()).isZero();
        assertThat(metrics(other).path(metric).asInt()).isEqualTo(1);
        Response nobody = patch(path, "\"2\"", "{\"customer\": {\"key\": {\"source\": \"crm\", \"key\": \"nobody\"}}}");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.<String>path("errors[0].pointer")).isEqualTo("/customer");
    }

    @Test
    void whatAnOrderNeedsIsNotCleared() {
        String path = create("orders");
        patch(path, "\"1\"", "{\"status\": \"CANCELLED\"}");

        for (String name : List.of("status", "currency", "lines", "orderedAt")) {
            assertThat(patch(path, "\"2\"", "{\"%s\": null}".formatted(name)).statusCode())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(metrics(customer).path("orders.lifetime").asInt()).isZero();
    }

    @Test
    void moneyIsOfACurrencyThatThereIs() {
        Response refused =
                patch(create("products"), "\"1\"", "{\"unitCost\": {\"amount\": \"1\", \"currency\": \"XXQ\"}}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/unitCost/currency");
    }

    @Test
    void aCancelledOrderCountsNoMoreAndKeepsItsLines() {
        String path = create("orders");
        JsonNode lines = tree(request().get(path)).path("lines");
        assertThat(metrics(customer).path("spend.lifetime").decimalValue()).isEqualByComparingTo("10");

        Response cancelled = patch(path, "\"1\"", "{\"status\": \"CANCELLED\"}");

        assertThat(cancelled.<String>path("status")).isEqualTo("CANCELLED");
        assertThat(tree(cancelled).path("lines")).isEqualTo(lines);
        assertThat(metrics(customer).path("orders.lifetime").asInt()).isZero();
    }

    @Test
    void aComplaintIsResolvedAndNotBeforeItWasOpened() {
        String path = create("feedback");

        Response early = patch(path, "\"1\"", "{\"resolvedAt\": \"2011-11-30T00:00:00Z\"}");
        Response resolved = patch(path, "\"1\"", "{\"resolvedAt\": \"2011-12-02T00:00:00Z\"}");

        assertThat(early.<String>path("errors[0].code")).isEqualTo("RESOLVED_TOO_EARLY");
        assertThat(resolved.statusCode()).isEqualTo(200);
        assertThat(metrics(customer).path("openComplaints").asInt()).isZero();
    }

    @Test
    void aPartOfAnAmountIsChangedByItself() {
        String path = create("products");

        Response patched = patch(path, "\"1\"", "{\"unitCost\": {\"amount\": \"5.00\"}}");

        assertThat(patched.<String>path("unitCost.amount")).isEqualTo("5.00");
        assertThat(patched.<String>path("unitCost.currency")).isEqualTo("GBP");
        Response negative = patch(path, "\"2\"", "{\"unitCost\": {\"amount\": \"-5.00\"}}");
        assertThat(negative.statusCode()).isEqualTo(422);
    }

    @Test
    void aPartOfACustomersAssetsIsChangedByItself() {
        String path = "/v1/customers/by-key/crm/" + customer;
        Response without = patch(path, "\"1\"", "{\"assets\": {\"amount\": \"5\"}}");
        patch(path, "\"1\"", "{\"assets\": {\"amount\": \"4.00\", \"currency\": \"USD\"}}");

        Response amount = patch(path, "\"2\"", "{\"assets\": {\"amount\": \"5\"}}");
        Response currency = patch(path, "\"3\"", "{\"assets\": {\"currency\": \"EUR\"}}");

        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.<String>path("errors[0].pointer")).isEqualTo("/assets/currency");
        assertThat(tree(amount).path("assets")).isEqualTo(tree("{\"amount\": \"5\", \"currency\": \"USD\"}"));
        assertThat(tree(currency).path("assets")).isEqualTo(tree("{\"amount\": \"5\", \"currency\": \"EUR\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactions", "feedback"})
    void listsShowTheRowsOfOneSource(String entity) {
        String source = fresh("s");
        String path = "/v1/%s/by-key/%s/%s".formatted(entity, source, fresh("K"));
        String id = json(body(entity)).put(path).path("id");
        create(entity);

        assertThat(request().get("/v1/%s?source=%s".formatted(entity, source)).<List<String>>path("items.id"))
                .containsExactly(id);
    }
}
