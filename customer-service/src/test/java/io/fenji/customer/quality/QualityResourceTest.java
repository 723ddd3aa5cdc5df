package io.fenji.customer.quality;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.Blocked;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class QualityResourceTest {
    private static final String ORDERS = "o,n,c,t,p,cat,q,u,r\n";

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    QualitySchedule schedule;

    private String source;

    @BeforeEach
    void mappings() {
        source = fresh("q");
        put("customers", """
                [{"column": "c", "field": "customerKey"}, {"column": "name", "field": "customerName"},
                 {"column": "city", "field": "city"}, {"column": "since", "field": "registeredOn"}]""");
        put("orders", """
                [{"column": "o", "field": "orderKey"}, {"column": "n", "field": "lineNo"}, {"column": "c", "field": "customerKey"},
                 {"column": "t", "field": "orderedAt"}, {"column": "p", "field": "productKey"},
                 {"column": "cat", "field": "category"}, {"column": "q", "field": "quantity"},
                 {"column": "u", "field": "unitPrice"}, {"column": "r", "field": "returnsOrderKey"}]""");
    }

    private void put(String type, String columns) {
        String defaults = type.equals("customers") ? "{\"customerKind\": \"PERSON\"}" : "{}";
        assertThat(json("{\"type\": \"%s\", \"source\": \"%s\", \"columns\": %s, \"defaults\": %s}"
                                .formatted(type, source, columns, defaults))
                        .put("/v1/mappings/%s-%s".formatted(source, type))
                        .statusCode())
                .isEqualTo(201);
    }

    /// Values are compared within their category: that of other tests is another.
    private JsonNode load(String type, String file) {
        String ours = file.replace(",tea,", ",tea of %s,".formatted(source));
        JsonNode ended = Api.importFile(type, "%s-%s".formatted(source, type), ours);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return ended;
    }

    private JsonNode quality() {
        String location = request().post("/v1/quality:refresh").header("Location");
        JsonNode ended = Api.await(location);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return tree(request().queryParam("source", source).get("/v1/quality"));
    }

    private static Map<String, Integer> marked(JsonNode quality) {
        Map<String, Integer> marked = new TreeMap<>();
        quality.path("rules").forEach(rule -> {
            if (rule.path("flagged").asInt() > 0) {
                marked.put(rule.path("rule").asText(), rule.path("flagged").asInt());
            }
        });
        return marked;
    }

    private String orders() {
        StringBuilder file = new StringBuilder(ORDERS);
        for (int i = 1; i <= 40; i++) {
            file.append("A%d,1,C1,2011-12-01,P%d,tea,%d,%d.50,\n".formatted(i, i % 7, 1 + i % 3, 10 + i % 5));
        }
        return file.toString();
    }

    @Test
    void countsWhatIsMissingMarkedRepeatedAndLate() {
        load("customers", "c,name,city,since\nC1,王芳,深圳市,2011-11-30\nC2,王芳,,2031-01-01\nC3,,,\nC4,李雷,,x\n");
        JsonNode ended = load("orders", orders() + "B1,1,C1,2011-12-01,P1,tea,1,10,\n");

        JsonNode quality = quality();

        assertThat(quality.path("computedAt").asText()).isNotEmpty();
        assertThat(quality.path("day").asText()).isEqualTo("2011-12-10");
        assertThatJson(quality.path("fields"))
                .inPath("$[?(@.field == 'customerName')]")
                .isEqualTo("""
                [{"entity": "customers", "source": "%s", "field": "customerName", "rows": 3, "filled": 2, "completeness": 0.6667,
                  "flagged": 0, "validity": 1.0, "distinct": 1, "uniqueness": 0.5}]""".formatted(source));
        assertThatJson(quality.path("fields"))
                .inPath("$[?(@.field == 'registeredOn')]")
                .isEqualTo("""
                [{"entity": "customers", "source": "%s", "field": "registeredOn", "rows": 3, "filled": 2, "completeness": 0.6667,
                  "flagged": 1, "validity": 0.5}]""".formatted(source));
        assertThatJson(quality.path("rules"))
                .inPath("$[?(@.rule == 'CITY_FORM')]")
                .isEqualTo("""
                [{"rule": "CITY_FORM", "entity": "customers", "source": "%s", "dimension": "VALIDITY", "severity": "INFO",
                  "repaired": 1, "flagged": 0, "rejected": 0, "examples": [{"id": "${json-unit.any-string}",
                  "customerId": "${json-unit.any-string}", "field": "city", "importId": "${json-unit.any-string}", "fileLine": 2}]}]""".formatted(source));
        assertThatJson(quality.path("rules"))
                .inPath("$[?(@.rule == 'INVALID_DATE')]")
                .isEqualTo("""
                [{"rule": "INVALID_DATE", "entity": "customers", "source": "%s", "dimension": "VALIDITY", "severity": "ERROR",
                  "repaired": 0, "flagged": 0, "rejected": 1,
                  "examples": [{"importId": "${json-unit.any-string}", "fileLine": 5}]}]""".formatted(source));
        JsonNode timeliness = quality.at("/timeliness/0");
        assertThat(timeliness.path("entity").asText()).isEqualTo("orders");
        assertThat(timeliness.path("rows").asInt())
                .isEqualTo(ended.at("/counts/orders").asInt());
        assertThat(timeliness.path("newestAt").asText()).isEqualTo("2011-12-01T00:00:00Z");
        assertThat(timeliness.path("medianLagSeconds").asLong()).isPositive();
        assertThat(tree(request()
                                .queryParam("source", source)
                                .queryParam("entity", "products")
                                .get("/v1/quality"))
                        .path("fields")
                        .findValuesAsText("entity"))
                .isNotEmpty()
                .allMatch("products"::equals);
    }

    @Test
    void marksWhatOnlyTheWholeBaseTellsAsLongAsItHolds() {
        load("customers", "c,name,city,since\nC1,王芳,,2011-11-30\n");
        String odd = "B1,1,C1,2011-11-29,P1,tea,1,9000,\n"
                + "B2,1,C1,2011-12-01,P1,tea,500,11,\n"
                + "B3,1,C1,2011-12-01,P1,tea,1,11,\nB3,2,C1,2011-12-01,P1,tea,1,11,\n"
                + "R1,1,C1,2011-12-02,P1,tea,-1,99,A1\n"
                + "R2,1,C1,2011-12-02,P1,tea,-1,1,nobody\n";
        load("orders", orders() + odd);

        JsonNode first = quality();
        assertThat(marked(first))
                .isEqualTo(Map.of(
                        "EXACT_REPEAT", 1,
                        "ORDER_BEFORE_REGISTRATION", 1,
                        "ORPHAN_RETURN", 1,
                        "QUANTITY_OUTLIER", 1,
                        "RETURN_EXCEEDS_ORDER", 1,
                        "UNIT_PRICE_OUTLIER", 1));
        assertThat(tree(request()
                                .queryParam("action", "FLAG")
                                .get("/v1/customers/by-key/%s/C1/findings".formatted(source)))
                        .path("items")
                        .findValuesAsText("original"))
                .containsExactlyInAnyOrder("2011-11-29 00:00:00+00", "9000", "500", "A1", "nobody");

        load(
                "orders",
                ORDERS
                        + "B1,1,C1,2011-12-01,P1,tea,1,11,\nB2,1,C1,2011-12-01,P1,tea,1,11,\nB3,1,C1,2011-12-01,P1,tea,1,11,\n"
                        + "R1,1,C1,2011-12-02,P1,tea,-1,1,A1\nR2,1,C1,2011-12-02,P1,tea,-1,1,A1\n");
        assertThat(marked(quality())).isEmpty();
    }

    @Test
    void ordersWithoutARateAreMarkedUntilItComes() {
        load("customers", "c,name,city,since\nC1,王芳,,\n");
        json("{}").put("/v1/products/by-key/%s/P1".formatted(source));
        String rate = "/v1/exchange-rates/THB/2011-01-01";
        String order = "/v1/orders/by-key/%s/A1".formatted(source);
        assertThat(json("""
                        {"customer": {"key": {"source": "%1$s", "key": "C1"}}, "orderedAt": "2011-12-01T08:30:00Z", "currency": "THB",
                         "lines": [{"product": {"source": "%1$s", "key": "P1"}, "quantity": 1,
                                    "unitPrice": {"amount": "1", "currency": "THB"}}]}""".formatted(source)).put(order).statusCode()).isEqualTo(201);

        assertThat(marked(quality())).isEqualTo(Map.of("CURRENCY_WITHOUT_RATE", 1));
        try {
            json("{\"rate\": 0.02}").put(rate);
            assertThat(marked(quality())).isEmpty();
        } finally {
            request().header("If-Match", "*").delete(rate);
            request()
                    .header("If-Match", "*")
                    .delete("/v1/orders/" + request().get(order).path("id"));
        }
    }

    @Test
    void theCompletenessOfCustomersKnowsAllOfTheirFields() {
        String base = "{\"kind\": \"PERSON\", \"keys\": [{\"source\": \"%s\", \"key\": \"%d\"}]";
        json("{\"items\": [%s}, %s, \"accountManager\": \"张伟\", \"riskAppetite\": \"STEADY\", \"taxNumber\": \"1\", \"contactPoints\": %s}]}"
                        .formatted(base.formatted(source, 1), base.formatted(source, 2), """
                        [{"type": "PHONE", "value": "13812345678"}, {"type": "PHONE", "value": "22345678901"},
                         {"type": "EMAIL", "value": "wang@example.com"}]"""))
                .post("/v1/customers:batch")
                .then()
                .statusCode(200);

        JsonNode fields = quality().path("fields");

        Map<String, String> filled = new TreeMap<>();
        fields.forEach(field -> filled.put(
                field.path("field").asText(),
                "%s of %s, %s".formatted(field.path("filled"), field.path("rows"), field.path("validity"))));
        assertThat(filled)
                .containsEntry("accountManager", "1 of 2, 1.0")
                .containsEntry("riskAppetite", "1 of 2, 1.0")
                .containsEntry("taxNumber", "1 of 2, 1.0")
                .containsEntry("phone", "1 of 2, 0.0")
                .containsEntry("email", "1 of 2, 1.0")
                .hasEntrySatisfying("wechat", text -> assertThat(text).startsWith("0 of 2"))
                .hasEntrySatisfying("address", text -> assertThat(text).startsWith("0 of 2"));
    }

    @Test
    void productsHaveMarksOfTheirOwn() {
        for (String price : new String[] {"5", "20000000"}) {
            json("{\"unitPrice\": {\"amount\": \"%s\", \"currency\": \"GBP\"}}".formatted(price))
                    .put("/v1/products/by-key/%s/P%s".formatted(source, price));
        }

        assertThatJson(quality().path("fields"))
                .inPath("$[?(@.field == 'unitPrice')]")
                .isEqualTo("""
                [{"entity": "products", "source": "%s", "field": "unitPrice", "rows": 2, "filled": 2, "completeness": 1.0,
                  "flagged": 1, "validity": 0.5}]""".formatted(source));
    }

    @Test
    void pricesAreComparedInTheirOwnCurrency() {
        load("customers", "c,name,city,since\nC1,王芳,,\n");
        load("orders", orders());
        assertThat(json("""
                {"customer": {"key": {"source": "%1$s", "key": "C1"}}, "orderedAt": "2011-12-01T00:00:00Z", "currency": "JPY",
                 "lines": [{"product": {"source": "%1$s", "key": "P1"}, "quantity": 1,
                            "unitPrice": {"amount": "9000", "currency": "JPY"}}]}""".formatted(source))
                        .put("/v1/orders/by-key/%s/J1".formatted(source))
                        .statusCode())
                .isEqualTo(201);

        assertThat(marked(quality())).isEqualTo(Map.of("CURRENCY_WITHOUT_RATE", 1));
    }

    @Test
    void theInterquartileRangeMeasuresSpreadToo() {
        load("customers", "c,name,city,since\nC1,王芳,,\n");
        load("orders", orders() + "B1,1,C1,2011-12-01,P1,tea,1,9000,\n");
        String etag = request().get("/v1/cleaning-rules/UNIT_PRICE_OUTLIER").header("ETag");
        String changed = json("{\"parameters\": {\"method\": \"IQR\", \"factor\": 3, \"minimumValues\": 41}}")
                .header("If-Match", etag)
                .patch("/v1/cleaning-rules/UNIT_PRICE_OUTLIER")
                .header("ETag");
        try {
            assertThat(marked(quality())).isEqualTo(Map.of("UNIT_PRICE_OUTLIER", 1));
        } finally {
            json("{\"parameters\": {\"method\": \"MAD\", \"factor\": 10, \"minimumValues\": 30}}")
                    .header("If-Match", changed)
                    .patch("/v1/cleaning-rules/UNIT_PRICE_OUTLIER");
        }
    }

    @Test
    void theTrendHasTheDaysThatWereCounted() {
        load("customers", "c,name,city,since\nC1,王芳,深圳市,\n");
        database.transaction(connection -> {
            Sql.update(
                    connection,
                    "insert into quality_days (day, computed_at) values ('2011-12-01', now()) on conflict do nothing");
            return Sql.update(connection, """
                    insert into quality_measures (day, measure, entity, source, field, rule, rows, hits, details) values
                      ('2011-12-01', 'FIELD', 'customers', ?, 'city', '', 8, 6, '{"flagged": 3}'),
                      ('2011-12-01', 'RULE', 'customers', ?, '', 'CITY_FORM', 0, 5, '{"repaired": 2, "flagged": 3, "rejected": 7, "examples": []}')""", source, source);
        });

        JsonNode trend = quality().path("trend");

        assertThatJson(trend.get(0)).isEqualTo("""
                {"day": "2011-12-01", "repaired": 2, "flagged": 3, "rejected": 7, "completeness": 0.75, "validity": 0.5}""");
        assertThat(trend.get(1).path("day").asText()).isEqualTo("2011-12-10");
        assertThat(trend.get(1).path("repaired").asInt()).isEqualTo(1);
        assertThat(tree(request()
                                .queryParam("source", source)
                                .queryParam("to", "2011-12-05")
                                .get("/v1/quality"))
                        .path("day")
                        .asText())
                .isEqualTo("2011-12-01");
        assertThatJson(request()
                        .queryParam("to", "1950-01-01")
                        .get("/v1/quality")
                        .asString())
                .isEqualTo("{\"rules\": [], \"fields\": [], \"timeliness\": [], \"trend\": []}");
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        assertThat(request().queryParam("entity", "people").get("/v1/quality").statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("from", "yesterday").get("/v1/quality").statusCode())
                .isEqualTo(400);
        assertThat(request()
                        .queryParam("from", "2011-12-02")
                        .queryParam("to", "2011-12-01")
                        .get("/v1/quality")
                        .statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("from", "2009-01-01").get("/v1/quality").statusCode())
                .isEqualTo(400);
    }

    @Test
    void eachDayIsBegunOnceAndAgainWhenThatFailed() {
        LocalDate day = LocalDate.of(1990, 1, 1);
        earlierRefreshes();

        assertThat(schedule.begin(day)).isTrue();
        assertThat(schedule.begin(day)).isFalse();
        earlierRefreshes();
        assertThat(schedule.begin(day)).isTrue();
        earlierRefreshes();
        database.call(c -> Sql.update(c, "update quality_days set computed_at = now() where day = ?", day));
        assertThat(schedule.begin(day)).isFalse();
    }

    /// As if all were long ago and had ended.
    private void earlierRefreshes() {
        database.call(c -> Sql.update(c, """
                update operations set created_at = created_at - interval '1 hour',
                  state = case when state in ('PENDING', 'RUNNING') then 'FAILED' else state end,
                  finished_at = coalesce(finished_at, now())
                where kind = 'quality-refresh'"""));
    }

    @Test
    void aCustomerThatGoesMeanwhileHasNoMarksAndEndsNothing() throws Exception {
        load("customers", "c,name,city,since\nC1,王芳,,\n");
        load("orders", ORDERS + "B1,1,C1,2011-12-01,P1,tea,1,11,\nB1,2,C1,2011-12-01,P1,tea,1,11,\n");
        UUID id = UUID.fromString(
                request().get("/v1/customers/by-key/%s/C1".formatted(source)).path("id"));
        String location;
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            try {
                Sql.update(other, "delete from order_keys where customer_id = ?", id);
                Sql.update(other, "delete from order_lines where customer_id = ?", id);
                Sql.update(other, "delete from customers where id = ?", id);
                location = request().post("/v1/quality:refresh").header("Location");
                Blocked.await(other);
                other.commit();
            } finally {
                other.rollback();
                other.setAutoCommit(true);
            }
        }

        assertThat(Api.await(location).path("state").asText()).isEqualTo("SUCCEEDED");
    }
}
