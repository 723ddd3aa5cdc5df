package io.fenji.customer.product;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ProductBatchTest {
    private static String item(String key, String content) {
        return "{\"key\": {\"source\": \"erp\", \"key\": \"%s\"}%s}".formatted(key, content);
    }

    private static Response batch(String... items) {
        return json("{\"items\": [%s]}".formatted(String.join(",", items))).post("/v1/products:batch");
    }

    private static List<String> statuses(Response batch) {
        assertThat(batch.statusCode()).as(batch.asString()).isEqualTo(200);
        return batch.path("items.status");
    }

    @Test
    void goodItemsLandAndTheOthersAreToldWhatIsWrong() {
        String tea = fresh("P");
        String cup = fresh("P");
        String content = """
                , "name": "ＧＴＸＰｒｏ", "category": "茶叶", "unitCost": {"amount": "07.50", "currency": "CNY"}""";

        Response batch = batch(
                item(tea, content),
                item(fresh("P"), ", \"unitCost\": {\"amount\": \"-1\", \"currency\": \"CNY\"}"),
                item(
                        fresh("P"),
                        ", \"unitCost\": {\"amount\": \"1\", \"currency\": \"CNY\"}, \"unitPrice\": {\"amount\": \"1\", \"currency\": \"GBP\"}"),
                item(tea, ""),
                item(cup, ""));

        assertThat(statuses(batch)).containsExactly("CREATED", "REJECTED", "REJECTED", "REJECTED", "CREATED");
        assertThatJson(batch.asString())
                .inPath("items[*].errors[0].pointer")
                .isArray()
                .containsExactly("/items/1/unitCost/amount", "/items/2/unitPrice/currency", "/items/3/key");
        Response read = request().get("/v1/products/by-key/erp/" + tea);
        assertThatJson(read.asString()).isEqualTo("""
                {"id": "${json-unit.any-string}", "key": {"source": "erp", "key": "%s"}, "name": "GTXPro",
                 "category": "茶叶", "unitCost": {"amount": "7.50", "currency": "CNY"},
                 "createdAt": "${json-unit.any-string}", "updatedAt": "${json-unit.any-string}"}""".formatted(tea));
        assertThat(request()
                        .get("/v1/products/%s/findings".formatted(read.<String>path("id")))
                        .<List<String>>path("items.original"))
                .contains("ＧＴＸＰｒｏ");
        assertThat(statuses(batch(item(tea, content), item(cup, ", \"name\": \"杯子\""))))
                .containsExactly("UNCHANGED", "UPDATED");
        assertThat(request().get("/v1/products/by-key/erp/" + cup).header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void aChangedCategoryOrCostReachesPastOrdersAndMetrics() {
        String customer = fresh("C");
        String tea = fresh("P");
        String cup = fresh("P");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        batch(item(tea, ", \"category\": \"tea\""), item(cup, ", \"category\": \"tea\""));
        json("""
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "2011-12-01T08:30:00Z", "lines": [
                  {"product": {"source": "erp", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "10", "currency": "GBP"}},
                  {"product": {"source": "erp", "key": "%s"}, "quantity": 2, "unitPrice": {"amount": "10", "currency": "GBP"}}]}""".formatted(customer, tea, cup)).post("/v1/orders").then().statusCode(201);
        assertThat(metrics(customer).path("categories.365d").asInt()).isEqualTo(1);
        assertThat(metrics(customer).has("profit.lifetime")).isFalse();
        String cost = ", \"unitCost\": {\"amount\": \"4\", \"currency\": \"GBP\"}";

        Response batch =
                batch(item(tea, ", \"category\": \"tea\"" + cost), item(cup, ", \"category\": \"china\"" + cost));

        assertThat(statuses(batch)).containsExactly("UPDATED", "UPDATED");
        assertThat(metrics(customer).path("categories.365d").asInt()).isEqualTo(2);
        assertThat(metrics(customer).path("profit.lifetime").decimalValue()).isEqualByComparingTo("18");
    }

    @Test
    void takesAThousandProductsAtOnceAndNoMoreAndNoFewerThanOne() {
        String prefix = fresh("T");
        List<String> items = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> item(prefix + "-" + i, ""))
                .toList());

        Response landed = batch(items.toArray(String[]::new));
        items.add(item(prefix, ""));
        Response tooMany = batch(items.toArray(String[]::new));

        assertThat(landed.<Integer>path("created")).isEqualTo(1_000);
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(batch().statusCode()).isEqualTo(400);
        assertThat(batch("{\"name\": \"no key\"}").statusCode()).isEqualTo(400);
        assertThat(request().get("/v1/products/by-key/erp/" + prefix).statusCode())
                .isEqualTo(404);
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }
}
