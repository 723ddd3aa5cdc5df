package io.fenji.customer.rate;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The base is GBP and stands at 2011-12-10, in the zone of London. Each test has a currency of its own.
@QuarkusTest
@ServiceTest
class RateResourceTest {
    private final List<String> written = new ArrayList<>();

    @Inject
    Database database;

    private String customer;
    private String product;

    @BeforeEach
    void aCustomerAndAProduct() {
        customer = fresh("C");
        product = fresh("P");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        json("{\"unitCost\": {\"amount\": \"3.00\", \"currency\": \"USD\"}}").put("/v1/products/by-key/erp/" + product);
    }

    @AfterEach
    void noRates() {
        for (String path : written) {
            Response rate = request().get(path);
            if (rate.statusCode() == 200) {
                request().header("If-Match", rate.header("ETag")).delete(path);
            }
        }
    }

    private Response rate(String currency, String date, String rate) {
        String path = "/v1/exchange-rates/%s/%s".formatted(currency, date);
        written.add(path);
        return json("{\"rate\": %s}".formatted(rate)).put(path);
    }

    private Response order(String key, String currency, String orderedAt, String quantity, String price) {
        return json("""
                {"customer": {"key": {"source": "crm", "key": "%1$s"}}, "orderedAt": "%2$s", "currency": "%3$s",
                 "lines": [{"product": {"source": "erp", "key": "%4$s"}, "quantity": %5$s,
                            "unitPrice": {"amount": "%6$s", "currency": "%3$s"}}]}""".formatted(customer, orderedAt, currency, product, quantity, price))
                .put("/v1/orders/by-key/shop/" + key);
    }

    private JsonNode metrics() {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    private static JsonNode read(String key) {
        return tree(request().get("/v1/orders/by-key/shop/" + key));
    }

    @Test
    void anOrderTakesTheRateOfItsOwnBusinessDate() {
        rate("USD", "2011-11-01", "0.625").then().statusCode(201);
        rate("USD", "2011-12-01", "0.64005").then().statusCode(201);
        String before = fresh("A");
        String after = fresh("B");

        order(before, "USD", "2011-11-30T23:59:59Z", "3", "10.01");
        order(after, "USD", "2011-12-01T00:00:00Z", "1", "0.99");

        // 30.03 × 0.625 = 18.76875; 9.00 × 0.625 = 5.625; 0.99 × 0.64005 = 0.6336495; 3.00 × 0.64005 = 1.92015.
        assertThatJson(read(before).path("base")).isEqualTo("""
                {"gross": {"amount": "18.7688", "currency": "GBP"}, "returned": {"amount": "0.0000", "currency": "GBP"},
                 "net": {"amount": "18.7688", "currency": "GBP"}, "cost": {"amount": "5.6250", "currency": "GBP"}}""");
        assertThat(read(before).path("gross").path("amount").asText()).isEqualTo("30.03");
        assertThat(read(before).path("exchangeRate").decimalValue()).isEqualByComparingTo("0.625");
        assertThat(read(after).path("base").path("gross").path("amount").asText())
                .isEqualTo("0.6336");
        assertThat(read(after).path("base").path("cost").path("amount").asText())
                .isEqualTo("1.9202");
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("19.4024");
        assertThat(metrics().path("profit.lifetime").decimalValue()).isEqualByComparingTo("11.8572");
    }

    @Test
    void anOrderWithoutRateIsCountedButItsMoneyIsNotKnownUntilTheRateComes() {
        String key = fresh("A");
        order(fresh("G"), "GBP", "2011-12-02T10:00:00Z", "1", "5");

        Response landed = order(key, "SEK", "2011-09-20T10:00:00Z", "2", "100");

        assertThat(landed.statusCode()).isEqualTo(201);
        assertThat(landed.<Boolean>path("rateMissing")).isTrue();
        assertThat(metrics().has("spend.90d")).isFalse();
        assertThat(metrics().has("averageOrder.lifetime")).isFalse();
        assertThat(metrics().has("returnRate.365d")).isFalse();
        assertThat(metrics().path("orders.90d").asInt()).isEqualTo(2);
        // The window of 30 days does not hold it.
        assertThat(metrics().path("spend.30d").decimalValue()).isEqualByComparingTo("5");

        String cursor = Api.feed(null).next();
        rate("SEK", "2011-09-01", "0.09").then().statusCode(201);

        assertThat(Api.feed(cursor).items()).hasSize(1);
        assertThat(metrics().path("spend.90d").decimalValue()).isEqualByComparingTo("23");
        assertThat(read(key).has("rateMissing")).isFalse();
    }

    @Test
    void aCorrectedAddedOrDeletedRateChangesTheOrdersItIsForAndNoOthers() {
        rate("NOK", "2011-01-01", "0.1");
        String early = fresh("A");
        String late = fresh("B");
        order(early, "NOK", "2011-02-01T10:00:00Z", "1", "1000");
        order(late, "NOK", "2011-08-01T10:00:00Z", "1", "1000");

        rate("NOK", "2011-06-01", "0.2").then().statusCode(201);
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("300");
        JsonNode untouched = read(early);
        rate("NOK", "2011-06-01", "0.3").then().statusCode(200);
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("400");
        assertThat(read(early)).isEqualTo(untouched);

        String path = "/v1/exchange-rates/NOK/2011-06-01";
        assertThat(request().delete(path).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(412);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(204);
        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(metrics().path("spend.lifetime").decimalValue()).isEqualByComparingTo("200");
    }

    @Test
    void assetsTakeTheRateOfTheDateAtWhichTheBaseStands() {
        json("{\"kind\": \"PERSON\", \"assets\": {\"amount\": \"1000\", \"currency\": \"CHF\"}}")
                .put("/v1/customers/by-key/crm/" + customer);
        assertThat(metrics().has("assets")).isFalse();

        Response batch = json("""
                {"items": [{"currency": "CHF", "date": "2011-12-01", "rate": 0.7}, {"currency": "CHF", "date": "2011-12-11", "rate": 0.8},
                           {"currency": "GBP", "date": "2011-12-11", "rate": 1}, {"currency": "CHF", "date": "2011-12-01", "rate": 2}]}""").post("/v1/exchange-rates:batch");
        written.add("/v1/exchange-rates/CHF/2011-12-01");
        written.add("/v1/exchange-rates/CHF/2011-12-11");

        assertThat(batch.<List<String>>path("items.status"))
                .containsExactly("CREATED", "CREATED", "REJECTED", "REJECTED");
        assertThat(metrics().path("assets").decimalValue()).isEqualByComparingTo("700");
        assertThat(tree(request().get("/v1/exchange-rates?currency=CHF&from=2011-12-02"))
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void aRateOfThePastConcernsNobodysAssets() {
        rate("CZK", "2011-01-01", "0.03");
        rate("CZK", "2011-06-01", "0.04");
        json("{\"kind\": \"PERSON\", \"assets\": {\"amount\": \"1000\", \"currency\": \"CZK\"}}")
                .put("/v1/customers/by-key/crm/" + customer);
        Api.feed("/v1/fact-feed", null);

        rate("CZK", "2011-01-01", "0.02").then().statusCode(200);

        assertThat(isMarked()).isFalse();
        rate("CZK", "2011-06-01", "0.05").then().statusCode(200);
        assertThat(isMarked()).isTrue();
        assertThat(metrics().path("assets").decimalValue()).isEqualByComparingTo("50");
        // What is to come is known too.
        rate("CZK", "2012-01-01", "0.06").then().statusCode(201);
        assertThat(database.<LocalDate>call(
                        connection -> Sql.only(connection, """
                        select m.next_change from customer_metrics m join customer_keys k using (customer_id)
                        where k.source = 'crm' and k.key = ?""", row -> row.getObject(1, LocalDate.class), customer)))
                .isEqualTo("2012-01-01");
    }

    private boolean isMarked() {
        return database.call(connection -> Sql.only(connection, """
                select f.pending from fact_customers f join customer_keys k using (customer_id)
                where k.source = 'crm' and k.key = ?""", row -> row.getBoolean(1), customer));
    }

    @Test
    void aFilesOrdersAreConvertedLikeSingleOnes() {
        rate("DKK", "2011-01-01", "0.11333");
        String key = fresh("F");

        JsonNode ended = Api.importFile("orders", "fenji-orders", """
                order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key
                %1$s,1,%2$s,2011-12-01T10:00:00,COMPLETED,web,%3$s,3,10.05,1.05,DKK,
                %1$s,2,%2$s,2011-12-01T10:00:00,COMPLETED,web,%3$s,-1,10.05,0,DKK,
                %1$sx,1,%2$s,2011-12-01T10:00:00,COMPLETED,web,%3$s,1,7,0,HUF,
                """.formatted(key, customer, product));

        assertThat(ended.path("counts").path("landed").asInt()).isEqualTo(3);
        JsonNode order = tree(request().get("/v1/orders/by-key/demo/" + key));
        // 29.10 × 0.11333 = 3.297903; 10.05 × 0.11333 = 1.1389665; 1.05 × 0.11333 = 0.1189965.
        assertThat(order.path("base").path("gross").path("amount").asText()).isEqualTo("3.2979");
        assertThat(order.path("base").path("returned").path("amount").asText()).isEqualTo("1.1390");
        assertThat(order.path("base").path("discount").path("amount").asText()).isEqualTo("0.1190");
        assertThat(tree(request().get("/v1/orders/by-key/demo/" + key + "x"))
                        .path("rateMissing")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThat(rate("GBP", "2011-12-01", "1").statusCode()).isEqualTo(422);
        assertThat(rate("QQQ", "2011-12-01", "1").statusCode()).isEqualTo(422);
        assertThat(rate("USD", "2011-12-01", "0").statusCode()).isIn(400, 422);
        assertThat(rate("USD", "2011-02-30", "1").statusCode()).isEqualTo(400);
        assertThat(rate("USD", "1811-02-03", "1").statusCode()).isEqualTo(422);
    }
}
