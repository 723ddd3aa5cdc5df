package io.fenji.customer.order;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class OrderResourceTest {
    private String customer;
    private String product;

    @BeforeEach
    void aCustomerAndAProduct() {
        customer = fresh("C");
        product = fresh("P");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        json("""
                {"name": "tea", "category": "tea", "unitCost": {"amount": "45.00", "currency": "GBP"}}""").put("/v1/products/by-key/erp/" + product);
    }

    private String order(String quantity, String price, String orderedAt) {
        return """
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "%s", "currency": "GBP",
                 "lines": [{"product": {"source": "erp", "key": "%s"}, "quantity": %s,
                            "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(customer, orderedAt, product, quantity, price);
    }

    private JsonNode metrics() {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    @Test
    void anOrderIsAnsweredWithItsSumsAndShowsOnTheFeedAtOnce() {
        String key = fresh("A");
        String cursor = Api.feed(null).next();

        Response created = json("""
                {"key": {"source": "shop", "key": "%s"}, "customer": {"key": {"source": "crm", "key": "%s"}},
                 "orderedAt": "2011-12-01T08:30:00Z", "channel": "web", "currency": "GBP",
                 "lines": [{"product": {"source": "erp", "key": "%3$s"}, "quantity": 2,
                            "unitPrice": {"amount": "89.00", "currency": "GBP"},
                            "discount": {"amount": "8.00", "currency": "GBP"}},
                           {"product": {"source": "erp", "key": "%3$s"}, "quantity": -0.5,
                            "unitPrice": {"amount": "10", "currency": "GBP"},
                            "unitCost": {"amount": "4", "currency": "GBP"}}]}""".formatted(key, customer, product)).post("/v1/orders");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThatJson(created.asString()).isEqualTo("""
                {"id": "${json-unit.any-string}", "key": {"source": "shop", "key": "%s"},
                 "customerId": "${json-unit.any-string}", "orderedAt": "2011-12-01T08:30:00Z", "status": "COMPLETED",
                 "channel": "web", "currency": "GBP", "purchase": true,
                 "gross": {"amount": "170.00", "currency": "GBP"}, "returned": {"amount": "5.0", "currency": "GBP"},
                 "net": {"amount": "165.00", "currency": "GBP"}, "discount": {"amount": "8.00", "currency": "GBP"},
                 "cost": {"amount": "88.00", "currency": "GBP"},
                 "lines": [
                   {"lineNo": 1, "product": {"source": "erp", "key": "%2$s"}, "productId": "${json-unit.any-string}",
                    "quantity": 2, "unitPrice": {"amount": "89.00", "currency": "GBP"},
                    "discount": {"amount": "8.00", "currency": "GBP"},
                    "unitCost": {"amount": "45.00", "currency": "GBP"},
                    "amount": {"amount": "170.00", "currency": "GBP"}},
                   {"lineNo": 2, "product": {"source": "erp", "key": "%2$s"}, "productId": "${json-unit.any-string}",
                    "quantity": -0.5, "unitPrice": {"amount": "10", "currency": "GBP"},
                    "unitCost": {"amount": "4", "currency": "GBP"}, "amount": {"amount": "-5.0", "currency": "GBP"}}],
                 "createdAt": "${json-unit.any-string}", "updatedAt": "${json-unit.any-string}"}""".formatted(key, product));
        List<JsonNode> items = Api.feed(cursor).items();
        assertThat(items).hasSize(1);
        JsonNode metrics = items.getFirst().path("metrics");
        assertThat(metrics.path("spend.30d").decimalValue()).isEqualByComparingTo("165");
        assertThat(metrics.path("profit.30d").decimalValue()).isEqualByComparingTo("77");
        assertThat(metrics.path("categories.365d").asInt()).isEqualTo(1);
        assertThat(metrics.path("discountShare.365d").decimalValue()).isEqualByComparingTo("0.0449");
        assertThat(metrics.path("returnRate.365d").decimalValue()).isEqualByComparingTo("0.0294");
        assertThat(metrics.path("recencyDays").asInt()).isEqualTo(9);
    }

    @Test
    void aReplacedOrderCountsOnlyAsItIsNow() {
        String path = "/v1/orders/by-key/shop/" + fresh("A");
        json(order("1", "100", "2011-12-01T08:30:00Z")).put(path).then().statusCode(201);

        Response replaced = json(order("3", "10", "2011-11-01T08:30:00Z")).put(path);

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("30");
        assertThat(metrics().path("spend.30d").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() {
        Response created = json(order("1", "1", "2011-12-01T08:30:00Z")).post("/v1/orders");
        String path = "/v1/orders/" + created.path("id");

        assertThat(json(order("2", "1", "2011-12-01T08:30:00Z")).put(path).statusCode())
                .isEqualTo(428);
        assertThat(json(order("2", "1", "2011-12-01T08:30:00Z"))
                        .header("If-Match", "\"9\"")
                        .put(path)
                        .statusCode())
                .isEqualTo(412);
        assertThat(json(order("2", "1", "2011-12-01T08:30:00Z"))
                        .header("If-Match", "\"1\"")
                        .put(path)
                        .statusCode())
                .isEqualTo(200);
        assertThat(request().get(path).<String>path("net.amount")).isEqualTo("2");
    }

    @Test
    void aDeletedOrderCountsNoMoreAndFreesItsProduct() {
        Response created = json(order("1", "7", "2011-12-01T08:30:00Z")).post("/v1/orders");
        String path = "/v1/orders/" + created.path("id");
        Response bought = request().get("/v1/products/by-key/erp/" + product);
        String productPath = "/v1/products/" + bought.path("id");
        Response used = request().header("If-Match", bought.header("ETag")).delete(productPath);
        assertThat(used.statusCode()).isEqualTo(409);
        assertThat(used.<String>path("code")).isEqualTo("PRODUCT_IN_USE");
        assertThat(request().delete(path).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(412);

        assertThat(request().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(204);

        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(metrics().path("orders.lifetime").asInt()).isZero();
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("0");
        assertThat(request()
                        .header("If-Match", bought.header("ETag"))
                        .delete(productPath)
                        .statusCode())
                .isEqualTo(204);
        assertThat(request().get(productPath).statusCode()).isEqualTo(404);
    }

    @Test
    void returnsAreFoundByTheirOriginalAndOrphansByHavingNone() {
        String original = fresh("A");
        String back = order("-1", "7", "2011-12-02T08:30:00Z");
        String later = fresh("B");
        String first = json(withReturn(back, original)).post("/v1/orders").path("id");
        String second = json(withReturn(back, later)).post("/v1/orders").path("id");
        String bought = json(order("1", "7", "2011-12-01T08:30:00Z"))
                .put("/v1/orders/by-key/shop/" + original)
                .path("id");

        assertThat(request().get("/v1/orders?returnsOf=" + bought).<List<String>>path("items.id"))
                .containsExactly(first);
        String ofCustomer = "/v1/orders?customerId=%s&orphanReturns=".formatted(customerId());
        assertThat(request().get(ofCustomer + true).<List<String>>path("items.id"))
                .containsExactly(second);
        assertThat(request().get(ofCustomer + false).<List<String>>path("items.id"))
                .containsExactlyInAnyOrder(first, bought);
        assertThat(request().get(ofCustomer + "perhaps").statusCode()).isEqualTo(400);
        assertThat(request()
                        .get("/v1/orders?currency=USD&rateMissing=true&channel=none")
                        .<List<String>>path("items.id"))
                .isEmpty();
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("-7");
    }

    private static String withReturn(String order, String of) {
        return order.replaceFirst("\\{", "{\"returnsOrder\": {\"source\": \"shop\", \"key\": \"%s\"},".formatted(of));
    }

    private String customerId() {
        return request().get("/v1/customers/by-key/crm/" + customer).path("id");
    }

    @Test
    void refusesTimesThatNoCalendarHas() {
        for (String time : List.of("1800-01-01T00:00:00Z", "2200-01-01T00:00:00Z", "+1000000000-01-01T00:00:00Z")) {
            Response refused = json(order("1", "1", time)).post("/v1/orders");
            assertThat(refused.statusCode()).as(time).isEqualTo(422);
            assertThat(refused.<String>path("errors[0].code")).isEqualTo("DATE_OUT_OF_RANGE");
        }
    }

    @Test
    void namesEveryFaultOfAnOrderWithItsPlace() {
        Response faults = json("""
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "2011-12-01T08:30:00Z",
                 "currency": "QQQ", "lines": [
                   {"product": {"source": "erp", "key": "%s"}, "quantity": 0, "unitPrice": {"amount": "-1", "currency": "QQQ"}}]}""".formatted(customer, product)).post("/v1/orders");
        Response unknown = json(order("1", "1", "2011-12-01T08:30:00Z")
                        .replace(customer, "nobody")
                        .replace(product, "nothing"))
                .post("/v1/orders");

        assertThat(faults.statusCode()).isEqualTo(422);
        assertThat(faults.<List<String>>path("errors.code"))
                .containsExactly("INVALID_VALUE", "ZERO_QUANTITY", "NEGATIVE_PRICE");
        assertThat(unknown.<List<String>>path("errors.pointer")).containsExactly("/customer", "/lines/0/product");
        assertThat(metrics().path("orders.lifetime").asInt()).isZero();
    }

    @Test
    void aProductsNewCategoryAndMissingCostReachPastOrders() {
        String bare = fresh("P");
        json("{}").put("/v1/products/by-key/erp/" + bare);
        json(order("1", "10", "2011-12-01T08:30:00Z").replace(product, bare)).post("/v1/orders");
        assertThat(metrics().has("profit.30d")).isFalse();
        assertThat(metrics().has("categories.365d")).isFalse();

        json("""
                {"category": "tea", "unitCost": {"amount": "4", "currency": "GBP"}}""").put("/v1/products/by-key/erp/" + bare);

        assertThat(metrics().path("profit.30d").decimalValue()).isEqualByComparingTo("6");
        assertThat(metrics().path("categories.365d").asInt()).isEqualTo(1);
    }

    /// Also where the order's sum stays unknown: the line shows the cost.
    @Test
    void anOrderThatGetsItsCostLaterIsANewVersion() {
        String bare = fresh("P");
        String unknown = fresh("P");
        json("{}").put("/v1/products/by-key/erp/" + bare);
        json("{}").put("/v1/products/by-key/erp/" + unknown);
        String whole = "/v1/orders/"
                + json(order("1", "10", "2011-12-01T08:30:00Z").replace(product, bare))
                        .post("/v1/orders")
                        .path("id");
        String part = "/v1/orders/"
                + json("""
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "2011-12-01T08:30:00Z", "lines": [
                   {"product": {"source": "erp", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "1", "currency": "GBP"}},
                   {"product": {"source": "erp", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(customer, bare, unknown))
                        .post("/v1/orders")
                        .path("id");
        String untouched = "/v1/orders/"
                + json(order("1", "10", "2011-12-01T08:30:00Z"))
                        .post("/v1/orders")
                        .path("id");
        String before = request().get(whole).path("updatedAt");

        json("""
                {"unitCost": {"amount": "4", "currency": "GBP"}}""").put("/v1/products/by-key/erp/" + bare);
        json("""
                {"name": "renamed", "unitCost": {"amount": "4", "currency": "GBP"}}""").put("/v1/products/by-key/erp/" + bare);

        Response changed = request().get(whole);
        assertThat(changed.<String>path("cost.amount")).isEqualTo("4");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.<String>path("updatedAt")).isNotEqualTo(before);
        assertThat(request().get(part).header("ETag")).isEqualTo("\"2\"");
        assertThat(request().get(untouched).header("ETag")).isEqualTo("\"1\"");
        assertThat(json(order("2", "1", "2011-12-01T08:30:00Z"))
                        .header("If-Match", "\"1\"")
                        .put(whole)
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void listsOrdersOfACustomer() {
        json(order("1", "1", "2011-12-01T08:30:00Z")).post("/v1/orders");
        String id =
                json(order("2", "1", "2011-12-02T08:30:00Z")).post("/v1/orders").path("customerId");

        Response all =
                request().queryParam("customerId", id).queryParam("limit", 1).get("/v1/orders");
        Response late = request()
                .queryParam("customerId", id)
                .queryParam("orderedFrom", "2011-12-02T00:00:00Z")
                .get("/v1/orders");

        assertThat(all.<String>path("next")).isNotNull();
        assertThat(late.<List<Integer>>path("items.lines[0].quantity")).hasSize(1);
        assertThat(request()
                        .queryParam("orderedFrom", "yesterday")
                        .get("/v1/orders")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refreshesTheBaseToAnotherDateAndBack() {
        json(order("1", "10", "2011-12-01T08:30:00Z")).post("/v1/orders");

        Response accepted = json("{\"businessDate\": \"2011-12-31\"}").post("/v1/metric-refreshes");
        JsonNode ended = Api.await(accepted.header("Location"));
        JsonNode later = metrics();
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));

        assertThat(ended.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(later.path("spend.30d").decimalValue()).isEqualByComparingTo("0");
        assertThat(later.path("recencyDays").asInt()).isEqualTo(30);
        assertThat(metrics().path("recencyDays").asInt()).isEqualTo(9);
        assertThat(json("{\"businessDate\": \"0001-01-01\"}")
                        .post("/v1/metric-refreshes")
                        .statusCode())
                .isEqualTo(400);
    }
}
