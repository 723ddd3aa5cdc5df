package io.fenji.customer.order;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The base is GBP and stands at 2011-12-10.
@QuarkusTest
@ServiceTest
class OrderBatchTest {
    private String customer;
    private String product;

    @BeforeEach
    void aCustomerAndAProduct() {
        customer = fresh("C");
        product = fresh("P");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        cost("3.00");
    }

    private void cost(String amount) {
        json("""
                {"category": "tea", "unitCost": {"amount": "%s", "currency": "GBP"}}""".formatted(amount)).put("/v1/products/by-key/erp/" + product);
    }

    private String item(String key, String quantity, String price) {
        return """
                {"key": {"source": "shop", "key": "%s"}, "customer": {"key": {"source": "crm", "key": "%s"}},
                 "orderedAt": "2011-12-01T08:30:00Z",
                 "lines": [{"product": {"source": "erp", "key": "%s"}, "quantity": %s,
                            "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(key, customer, product, quantity, price);
    }

    private static Response batch(String... items) {
        return json("{\"items\": [%s]}".formatted(String.join(",", items))).post("/v1/orders:batch");
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    private static List<String> statuses(Response batch) {
        assertThat(batch.statusCode()).as(batch.asString()).isEqualTo(200);
        return batch.path("items.status");
    }

    @Test
    void goodItemsLandWithTheirMetricsAndTheOthersAreToldWhatIsWrong() {
        String bought = fresh("A");
        String back = fresh("A");
        String start = Api.feed(null).next();

        Response batch = batch(
                item(bought, "3", "10"),
                item(fresh("A"), "1", "1").replace(customer, "nobody"),
                item(fresh("A"), "1", "1").replace("\"" + product + "\"", "\"nothing\""),
                item(fresh("A"), "0", "1"),
                item(bought, "1", "1"),
                item("none", "1", "1").replaceFirst("\"key\": \\{\"source\": \"shop\", \"key\": \"none\"\\},", ""),
                item(fresh("A"), "1", "-1"),
                item(back, "-1", "10")
                        .replaceFirst(
                                "\\{",
                                "{\"returnsOrder\": {\"source\": \"shop\", \"key\": \"%s\"},".formatted(bought)));

        assertThat(statuses(batch))
                .containsExactly(
                        "CREATED", "REJECTED", "REJECTED", "REJECTED", "REJECTED", "REJECTED", "REJECTED", "CREATED");
        assertThatJson(batch.asString())
                .inPath("items[*].errors[0].pointer")
                .isArray()
                .containsExactly(
                        "/items/1/customer",
                        "/items/2/lines/0/product",
                        "/items/3/lines/0/quantity",
                        "/items/4/key",
                        "/items/5/key",
                        "/items/6/lines/0/unitPrice/amount");
        assertThat(metrics(customer).path("spend.lifetime").decimalValue()).isEqualByComparingTo("20");
        assertThat(metrics(customer).path("profit.lifetime").decimalValue()).isEqualByComparingTo("14");
        List<JsonNode> told = Api.feed(start).items();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().at("/metrics/spend.lifetime").decimalValue()).isEqualByComparingTo("20");
    }

    @Test
    void aRepeatedItemStaysAsItIsAndAChangedOneReplacesIt() {
        String same = fresh("A");
        String other = fresh("A");
        String elsewhere = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + elsewhere);
        batch(item(same, "1", "10"), item(other, "1", "10"));
        JsonNode before = tree(request().get("/v1/orders/by-key/shop/" + same));
        // What the goods cost today changes nothing of what they cost then.
        cost("4.00");

        Response repeated = batch(item(same, "1", "10"), item(other, "2", "10").replace(customer, elsewhere));

        assertThat(statuses(repeated)).containsExactly("UNCHANGED", "UPDATED");
        assertThat(repeated.<List<String>>path("items.etag")).containsExactly("\"1\"", "\"2\"");
        assertThat(tree(request().get("/v1/orders/by-key/shop/" + same))).isEqualTo(before);
        assertThat(metrics(customer).path("profit.lifetime").decimalValue()).isEqualByComparingTo("7");
        assertThat(metrics(customer).path("orders.lifetime").asInt()).isEqualTo(1);
        assertThat(metrics(elsewhere).path("profit.lifetime").decimalValue()).isEqualByComparingTo("12");
        assertThat(json(item(same, "1", "10"))
                        .put("/v1/orders/by-key/shop/" + same)
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    @Test
    void anItemLandsAsTheSameOrderByItself() {
        json("{\"rate\": 0.18765}").put("/v1/exchange-rates/PLN/2011-11-01");
        String lines = """
                "lines": [{"product": {"source": "erp", "key": "%1$s"}, "quantity": 2.5, "unitPrice": {"amount": "10.10", "currency": "PLN"},
                           "discount": {"amount": "1.00", "currency": "PLN"}, "unitCost": {"amount": "4", "currency": "PLN"}},
                          {"product": {"source": "erp", "key": "%1$s"}, "quantity": -1, "unitPrice": {"amount": "10", "currency": "PLN"},
                           "unitCost": {"amount": "4", "currency": "PLN"}}]}""".formatted(product);
        String body =
                item(fresh("A"), "1", "1").replaceAll("(?s)\"lines\".*", "\"currency\": \"PLN\", \"channel\": \"网店\",")
                        + lines;
        String late = body.replace("2011-12-01", "2011-10-01").replaceFirst("\"key\": \"A", "\"key\": \"B");

        assertThat(statuses(batch(body, late))).containsExactly("CREATED", "CREATED");

        for (String order : List.of(body, late)) {
            String key = tree(order).at("/key/key").asText();
            ObjectNode alone =
                    (ObjectNode) tree(json(order.replace(key, key + "x")).post("/v1/orders"));
            ObjectNode inBatch = (ObjectNode) tree(request().get("/v1/orders/by-key/shop/" + key));
            List<String> own = List.of("id", "key", "createdAt", "updatedAt");
            assertThat(inBatch.remove(own)).isEqualTo(alone.remove(own));
        }
        assertThat(tree(request()
                                .get("/v1/orders/by-key/shop/"
                                        + tree(body).at("/key/key").asText()))
                        .at("/base/gross/amount")
                        .asText())
                // 24.25 × 0.18765 = 4.5505125.
                .isEqualTo("4.5505");
        assertThat(statuses(batch(body, late))).containsExactly("UNCHANGED", "UNCHANGED");
    }

    @Test
    void takesAThousandOrdersAtOnceAndNoMoreAndNoFewerThanOne() {
        String prefix = fresh("T");
        List<String> items = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> item(prefix + "-" + i, "1", "2"))
                .toList());

        Response landed = batch(items.toArray(String[]::new));
        items.add(item(prefix + "-1000", "1", "2"));
        Response tooMany = batch(items.toArray(String[]::new));

        assertThat(landed.<Integer>path("created")).isEqualTo(1_000);
        assertThat(metrics(customer).path("spend.lifetime").decimalValue()).isEqualByComparingTo("2000");
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(batch().statusCode()).isEqualTo(400);
        assertThat(batch("{\"colour\": 1}").statusCode()).isEqualTo(400);
        assertThat(request()
                        .get("/v1/orders/by-key/shop/%s-1000".formatted(prefix))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void batchesOfTheSameNewKeysLandEachOrderOnce() throws Exception {
        String prefix = fresh("R");
        String[] items = IntStream.range(0, 50)
                .mapToObj(i -> item(prefix + "-" + i, "1", "1"))
                .toArray(String[]::new);

        List<Response> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> running = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> batch(items)))
                    .toList();
            for (Future<Response> answer : running) {
                answers.add(answer.get());
            }
        }

        assertThat(answers.stream().map(Response::statusCode).collect(Collectors.toSet()))
                .containsExactly(200);
        assertThat(answers.stream().mapToInt(answer -> answer.path("created")).sum())
                .isEqualTo(50);
        assertThat(answers.stream().mapToInt(answer -> answer.path("unchanged")).sum())
                .isEqualTo(150);
        assertThat(metrics(customer).path("orders.lifetime").asInt()).isEqualTo(50);
    }

    @Test
    void whereReturnsMustNameAnOrderItMayStandInTheBatchBeforeThem() {
        String rule = "/v1/cleaning-rules/ORPHAN_RETURN";
        String original = fresh("A");
        String back = item(fresh("A"), "-1", "1")
                .replaceFirst("\\{", "{\"returnsOrder\": {\"source\": \"shop\", \"key\": \"%s\"},".formatted(original));
        String refused = item(fresh("A"), "0", "1");
        String backOfRefused = back.replace(
                        original, tree(refused).at("/key/key").asText())
                .replace(tree(back).at("/key/key").asText(), fresh("A"));
        changeRule(rule, "REJECT");
        try {
            Response wrongWay = batch(back, item(original, "1", "1"));
            Response rightWay = batch(refused, back, backOfRefused);

            assertThat(statuses(wrongWay)).containsExactly("REJECTED", "CREATED");
            assertThat(wrongWay.<String>path("items[0].errors[0].code")).isEqualTo("ORPHAN_RETURN");
            assertThat(statuses(rightWay)).containsExactly("REJECTED", "CREATED", "REJECTED");
            assertThat(statuses(batch(
                            item(original + "y", "1", "1"),
                            back.replace("\"" + original + "\"", "\"" + original + "y\""))))
                    .containsExactly("CREATED", "UPDATED");
        } finally {
            changeRule(rule, "FLAG");
        }
    }

    private static void changeRule(String rule, String action) {
        Response changed = json("{\"action\": \"%s\"}".formatted(action))
                .header("If-Match", request().get(rule).header("ETag"))
                .patch(rule);
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void isFoundBySourceAndKey() {
        String source = fresh("s");
        String key = fresh("A");
        String first = item(key, "1", "1").replace("\"shop\"", "\"" + source + "\"");
        batch(first, first.replace(key, key + "x"));

        assertThat(request().get("/v1/orders?source=" + source).<List<String>>path("items.key.key"))
                .containsExactlyInAnyOrder(key, key + "x");
        assertThat(request()
                        .get("/v1/orders?source=%s&key=%s".formatted(source, key))
                        .<List<String>>path("items.key.key"))
                .containsExactly(key);
    }
}
