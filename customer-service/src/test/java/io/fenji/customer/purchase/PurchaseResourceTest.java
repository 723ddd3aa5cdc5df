package io.fenji.customer.purchase;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orders of years in which no other test has any.
@QuarkusTest
@ServiceTest
class PurchaseResourceTest {
    private final List<String> orders = new ArrayList<>();
    private String product;
    private String one;
    private String other;

    @BeforeEach
    void customersAndAProduct() {
        product = fresh("P");
        json("{}").put("/v1/products/by-key/shop/" + product);
        one = customer();
        other = customer();
    }

    /// So that the years are empty for the next test.
    @AfterEach
    void noOrders() {
        for (String path : orders) {
            request()
                    .header("If-Match", request().get(path).header("ETag"))
                    .delete(path)
                    .then()
                    .statusCode(204);
        }
    }

    private static String customer() {
        return json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id");
    }

    private String order(String customer, String orderedAt, String quantity, String price, String more) {
        String key = fresh("O");
        String path = "/v1/orders/by-key/shop/" + key;
        json("""
                {"customer": {"id": "%s"}, "orderedAt": "%s", %s
                 "lines": [{"product": {"source": "shop", "key": "%s"}, "quantity": %s,
                            "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(customer, orderedAt, more, product, quantity, price))
                .put(path)
                .then()
                .statusCode(201);
        orders.add(path);
        return key;
    }

    private String order(String customer, String day, String price) {
        return order(customer, day + "T10:00:00Z", "1", price, "");
    }

    private void bring(String customer, String back, String order) {
        order(
                customer,
                back,
                "-1",
                "30",
                "\"returnsOrder\": {\"source\": \"shop\", \"key\": \"%s\"},".formatted(order));
    }

    private static List<String> lines(String query) {
        Response answer = request().get("/v1/purchase-summaries?" + query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        return answer.asString().lines().toList();
    }

    @Test
    void summariesAreWhatTheModelsAreFittedTo() {
        order(one, "1950-01-10", "10");
        order(one, "1950-01-10T23:59:59Z", "1", "5", "");
        order(one, "1950-01-20", "20");
        order(one, "1950-02-09", "0");
        order(one, "1950-02-19", "25.01");
        order(other, "1950-02-28", "7");

        List<String> lines = lines("until=1950-02-28");

        assertThatJson("[%s]".formatted(String.join(",", lines))).isEqualTo("""
                [{"customerId": "%s", "frequency": 2, "recency": 40, "age": 49, "monetaryValue": "22.505"},
                 {"customerId": "%s", "frequency": 0, "recency": 0, "age": 0},
                 {"end": true, "count": 2, "until": "1950-02-28", "currency": "GBP"}]""".formatted(one, other));
    }

    @Test
    void aHoldoutIsComparedWithAsManyDaysBefore() {
        order(one, "1950-01-10", "10");
        order(one, "1950-01-29", "10");
        order(one, "1950-01-31", "10");
        order(one, "1950-02-01", "11");
        order(one, "1950-02-02", "12");
        order(one, "1950-02-03", "13");
        order(other, "1950-02-01", "7");

        List<String> lines = lines("until=1950-01-31&holdoutUntil=1950-02-02");

        assertThatJson("[%s]".formatted(String.join(",", lines))).isEqualTo("""
                [{"customerId": "%s", "frequency": 2, "recency": 21, "age": 21, "monetaryValue": "10",
                  "holdoutFrequency": 2, "holdoutSpend": "23", "previousFrequency": 1},
                 {"end": true, "count": 1, "until": "1950-01-31", "holdoutUntil": "1950-02-02", "currency": "GBP"}]""".formatted(one));
    }

    @Test
    void aReturnTakesFromTheDayOfItsOrderOnceItHasComeBack() {
        order(one, "1950-01-01", "10");
        String order = order(one, "1950-01-11", "30");
        order(one, "1950-01-21", "40");
        bring(one, "1950-02-01T10:00:00Z", order);

        assertThatJson(lines("until=1950-01-31").getFirst()).isEqualTo("""
                {"customerId": "%s", "frequency": 2, "recency": 20, "age": 30, "monetaryValue": "35"}""".formatted(one));
        assertThatJson(lines("until=1950-02-01").getFirst()).isEqualTo("""
                {"customerId": "%s", "frequency": 1, "recency": 20, "age": 31, "monetaryValue": "40"}""".formatted(one));
        assertThatJson(lines("until=1950-01-10&holdoutUntil=1950-01-31").getFirst())
                .isEqualTo("""
                {"customerId": "%s", "frequency": 0, "recency": 0, "age": 9,
                 "holdoutFrequency": 2, "holdoutSpend": "70", "previousFrequency": 1}""".formatted(one));
        assertThatJson(lines("until=1950-01-10&holdoutUntil=1950-02-01").getFirst())
                .isEqualTo("""
                {"customerId": "%s", "frequency": 0, "recency": 0, "age": 9,
                 "holdoutFrequency": 1, "holdoutSpend": "40", "previousFrequency": 1}""".formatted(one));
    }

    @Test
    void monthsCountPurchaseDaysOfTheWholeBase() {
        order(one, "1950-01-10", "10");
        order(one, "1950-01-10", "5");
        order(one, "1950-01-31T23:59:59Z", "1", "20.5", "");
        order(other, "1950-01-31", "1");
        order(other, "1950-03-01", "7");
        String back = order(other, "1950-03-02", "30");
        bring(other, "1950-03-03T10:00:00Z", back);

        Response answer = request().queryParam("until", "1950-04-15").get("/v1/purchase-months");

        assertThatJson(answer.asString()).isEqualTo("""
                {"until": "1950-04-15", "currency": "GBP", "months": [
                  {"month": "1950-01", "purchaseDays": 3, "customers": 2, "spend": "36.5"},
                  {"month": "1950-02", "purchaseDays": 0, "customers": 0, "spend": "0"},
                  {"month": "1950-03", "purchaseDays": 1, "customers": 1, "spend": "7"},
                  {"month": "1950-04", "purchaseDays": 0, "customers": 0, "spend": "0"}]}""");
    }

    @Test
    void amountsThatAreNotKnownAreAbsent() {
        order(one, "1950-01-10", "10");
        order(one, "1950-02-10", "10");
        String key = fresh("O");
        String path = "/v1/orders/by-key/shop/" + key;
        json("""
                {"customer": {"id": "%s"}, "orderedAt": "1950-02-11T10:00:00Z", "currency": "XPF",
                 "lines": [{"product": {"source": "shop", "key": "%s"}, "quantity": 1,
                            "unitPrice": {"amount": "7", "currency": "XPF"}}]}""".formatted(one, product)).put(path);
        orders.add(path);

        assertThatJson(lines("until=1950-02-12").getFirst()).isEqualTo("""
                {"customerId": "%s", "frequency": 2, "recency": 32, "age": 33}""".formatted(one));
        assertThatJson(lines("until=1950-01-31&holdoutUntil=1950-02-12").getFirst())
                .isEqualTo("""
                {"customerId": "%s", "frequency": 0, "recency": 0, "age": 21, "holdoutFrequency": 2, "previousFrequency": 0}""".formatted(one));
        assertThatJson(tree(request().queryParam("until", "1950-02-12").get("/v1/purchase-months"))
                        .path("months"))
                .isEqualTo("""
                [{"month": "1950-01", "purchaseDays": 1, "customers": 1, "spend": "10"},
                 {"month": "1950-02", "purchaseDays": 2, "customers": 1}]""");
    }

    @Test
    void whoMustNotBeProcessedIsLeftOut() {
        order(one, "1950-01-10", "10");
        order(other, "1950-01-11", "20");
        json("{\"reason\": \"asked\"}").put("/v1/customers/%s/restriction".formatted(one));

        assertThat(lines("until=1950-01-31")).hasSize(2).first().asString().contains(other);
        assertThat(tree(request().queryParam("until", "1950-01-31").get("/v1/purchase-months"))
                        .at("/months/0/spend")
                        .asText())
                .isEqualTo("20");

        request().delete("/v1/customers/%s/restriction".formatted(one)).then().statusCode(204);
        assertThat(lines("until=1950-01-31")).hasSize(3);
    }

    @Test
    void aBaseWithoutPurchasesHasNeitherLinesNorMonths() {
        assertThat(lines("until=1900-01-01")).singleElement().asString().contains("\"count\":0");
        assertThatJson(request()
                        .queryParam("until", "1900-01-01")
                        .get("/v1/purchase-months")
                        .asString())
                .isEqualTo("{\"until\": \"1900-01-01\", \"currency\": \"GBP\", \"months\": []}");
    }

    @Test
    void withoutADateTheBusinessDateCounts() {
        assertThat(tree(request()
                                .get("/v1/purchase-summaries")
                                .asString()
                                .lines()
                                .toList()
                                .getLast())
                        .path("until")
                        .asText())
                .isEqualTo("2011-12-10");
        assertThat(request().get("/v1/purchase-months").<String>path("until")).isEqualTo("2011-12-10");
    }

    @ParameterizedTest
    @CsvSource({
        "purchase-summaries?until=yesterday, until, INVALID_VALUE",
        "purchase-summaries?until=2011-02-30, until, INVALID_VALUE",
        "purchase-summaries?until=2011-12-11, until, OUT_OF_RANGE",
        "purchase-summaries?until=1899-12-31, until, OUT_OF_RANGE",
        "purchase-summaries?until=+999999999-12-31, until, OUT_OF_RANGE",
        "purchase-summaries?until=2011-12-01&holdoutUntil=soon, holdoutUntil, INVALID_VALUE",
        "purchase-summaries?until=2011-12-01&holdoutUntil=2011-12-01, holdoutUntil, OUT_OF_RANGE",
        "purchase-summaries?until=2011-12-01&holdoutUntil=2011-12-11, holdoutUntil, OUT_OF_RANGE",
        "purchase-summaries?holdoutUntil=2011-12-10, holdoutUntil, OUT_OF_RANGE",
        "purchase-months?until=2011-12-11, until, OUT_OF_RANGE",
        "purchase-months?until=1, until, INVALID_VALUE"
    })
    void refusesDatesThatAreNoneOrOutOfRange(String path, String parameter, String code) {
        Response refused = request().get("/v1/" + path);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.<String>path("errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>path("errors[0].pointer")).contains(parameter);
    }

    @Test
    void refusesUnknownParameters() {
        assertThat(request().get("/v1/purchase-summaries?from=2011-01-01").statusCode())
                .isEqualTo(400);
        assertThat(request().get("/v1/purchase-months?holdoutUntil=2011-01-01").statusCode())
                .isEqualTo(400);
    }
}
