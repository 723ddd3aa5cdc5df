package io.fenji.customer.cleaning;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CleaningTest {
    private static final Path DATA = Path.of("../../shared/data/b2b-crm");
    private static final String ORDERS =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key\n";

    private static JsonNode findings(String source, String key) {
        return tree(request().get("/v1/customers/by-key/{source}/{key}/findings", source, key))
                .path("items");
    }

    private static void withRule(String code, String change, Runnable test) {
        Response before = request().get("/v1/cleaning-rules/" + code);
        change(code, change);
        try {
            test.run();
        } finally {
            JsonNode was = tree(before);
            change(
                    code,
                    "{\"action\": %s, \"enabled\": %s, \"parameters\": %s}"
                            .formatted(was.path("action"), was.path("enabled"), was.path("parameters")));
        }
    }

    private static void change(String code, String change) {
        Response answer = json(change)
                .header("If-Match", request().get("/v1/cleaning-rules/" + code).header("ETag"))
                .patch("/v1/cleaning-rules/" + code);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    @Test
    void theMistakesOfARealFileAreMendedAndTheirOriginalsKept() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "../shared/data/b2b-crm is not here");
        json("""
                {"type": "customers", "source": "crm-clean",
                 "columns": [{"column": "account", "field": "customerKey"}, {"column": "sector", "field": "industry"}],
                 "defaults": {"customerKind": "ORGANIZATION"},
                 "ignoredColumns": ["revenue", "employees", "office_location", "year_established", "subsidiary_of"]}""").put("/v1/mappings/crm-clean-accounts");
        json("""
                {"type": "orders", "source": "crm-clean",
                 "columns": [{"column": "opportunity_id", "field": "orderKey"}, {"column": "account", "field": "customerKey"},
                             {"column": "product", "field": "productKey"}, {"column": "close_date", "field": "orderedAt"},
                             {"column": "close_value", "field": "unitPrice"}],
                 "defaults": {"quantity": "1"}, "ignoredColumns": ["sales_agent", "engage_date", "deal_stage"]}""").put("/v1/mappings/crm-clean-pipeline");

        JsonNode accounts =
                Api.importFile("customers", "crm-clean-accounts", Files.readAllBytes(DATA.resolve("accounts.csv")));
        byte[] pipeline = Files.readAllBytes(DATA.resolve("sales_pipeline.csv"));
        JsonNode deals = Api.importFile("orders", "crm-clean-pipeline", pipeline);

        assertThat(accounts.path("cleanedByRule"))
                .hasToString("[{\"rule\":\"VALUE_MAP\",\"repaired\":12,\"flagged\":0}]");
        assertThat(request()
                        .get("/v1/customers/by-key/crm-clean/Acme Corporation")
                        .<String>path("industry"))
                .isEqualTo("technology");
        assertThatJson(tree(request()
                                .queryParam("action", "REPAIR")
                                .get("/v1/customers/by-key/crm-clean/Acme Corporation/findings"))
                        .at("/items/0"))
                .isEqualTo("""
                {"entity": "customers", "rowId": "${json-unit.any-string}", "field": "industry", "rule": "VALUE_MAP",
                 "action": "REPAIR", "original": "technolgy", "repaired": "technology", "source": "crm-clean",
                 "importId": "%s", "fileLine": 2, "foundAt": "${json-unit.any-string}"}""".formatted(accounts.path("id").asText()));
        // All deals are of 2017, six years ahead of the tests.
        assertThat(deals.path("cleanedByRule").findValuesAsText("rule")).containsExactly("FUTURE_DATE", "VALUE_MAP");
        assertThat(deals.at("/cleanedByRule/1/repaired").asInt()).isEqualTo(gtxPro(pipeline));
        assertThat(request().get("/v1/products/by-key/crm-clean/GTXPro").statusCode())
                .isEqualTo(404);
        JsonNode isdom = tree(request()
                        .queryParam("action", "REPAIR")
                        .queryParam("limit", 200)
                        .get("/v1/customers/by-key/crm-clean/Isdom/findings"))
                .path("items");
        assertThat(isdom.findValuesAsText("original")).isNotEmpty().allMatch("GTXPro"::equals);
        assertThat(isdom.get(0).path("line").asInt()).isEqualTo(1);
        assertThat(Api.importFile("orders", "crm-clean-pipeline", pipeline)
                        .at("/counts/unchanged")
                        .asInt())
                .isEqualTo(6_711);
    }

    /// Of those that land.
    private static int gtxPro(byte[] pipeline) {
        return (int) new String(pipeline, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[2].equals("GTXPro") && !cells[3].isEmpty() && !cells[6].isEmpty())
                .count();
    }

    @Test
    void aFileAndASingleWriteAreCleanedAlike() {
        String file = fresh("F");
        String single = fresh("S");
        Api.importFile(
                "customers",
                "fenji-customers",
                "key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on\n"
                        + file
                        + ",ORGANIZATION,Ｆｅｎｊｉ  有限公司,chn,广东省,深圳市,,,2000,,,2031-01-01\n");
        json("""
                {"kind": "ORGANIZATION", "name": "Ｆｅｎｊｉ  有限公司", "country": "chn", "province": "广东省", "city": "深圳市",
                 "creditRating": 2000, "registeredOn": "2031-01-01"}""").put("/v1/customers/by-key/demo/" + single);

        for (String key : List.of(file, single)) {
            JsonNode customer = tree(request().get("/v1/customers/by-key/demo/" + key));
            assertThatJson(customer)
                    .whenIgnoringPaths("id", "keys", "createdAt", "updatedAt")
                    .isEqualTo("""
                    {"kind": "ORGANIZATION", "name": "Fenji 有限公司", "country": "CN", "province": "广东", "city": "深圳",
                     "creditRating": 2000, "registeredOn": "2031-01-01"}""");
            JsonNode found = findings("demo", key);
            assertThat(found.findValuesAsText("rule"))
                    .containsExactly(
                            "CITY_FORM",
                            "COUNTRY_FORM",
                            "CREDIT_RATING_RANGE",
                            "TEXT_FORM",
                            "PROVINCE_FORM",
                            "FUTURE_DATE");
            assertThat(found.findValuesAsText("original"))
                    .containsExactly("深圳市", "chn", "2000", "Ｆｅｎｊｉ  有限公司", "广东省", "2031-01-01");
            assertThat(found.findValuesAsText("repaired")).containsExactly("深圳", "CN", "Fenji 有限公司", "广东");
        }
    }

    @Test
    void whatHoldsNoLongerIsForgotten() {
        String key = fresh("C");
        String header = "key,kind,name,city\n";
        json("""
                {"type": "customers", "source": "demo", "columns": [{"column": "key", "field": "customerKey"},
                 {"column": "kind", "field": "customerKind"}, {"column": "name", "field": "customerName"},
                 {"column": "city", "field": "city"}]}""").put("/v1/mappings/cleaning-short");
        Api.importFile("customers", "cleaning-short", header + key + ",PERSON,王  芳,深圳市\n");
        String first = findings("demo", key).toString();

        JsonNode again = Api.importFile("customers", "cleaning-short", header + key + ",PERSON,王  芳,深圳市\n");
        assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(1);
        assertThat(findings("demo", key)).hasToString(first);

        Api.importFile("customers", "cleaning-short", header + key + ",PERSON,王  芳,广州\n");
        assertThat(findings("demo", key).findValuesAsText("rule")).containsExactly("TEXT_FORM");

        json("{\"kind\": \"PERSON\", \"name\": \"王芳\"}").put("/v1/customers/by-key/demo/" + key);
        assertThat(findings("demo", key)).isEmpty();
    }

    @Test
    void findingsGoWithTheirRowsIntoAMergeAndBack() {
        String a = fresh("A");
        String b = fresh("B");
        for (String key : List.of(a, b)) {
            json("{\"kind\": \"PERSON\", \"city\": \"深圳市\"}").put("/v1/customers/by-key/demo/" + key);
            json("{\"customer\": {\"key\": {\"source\": \"demo\", \"key\": \"%1$s\"}}, \"type\": \"CALL\", \"channel\": \"ｔｅｌ\", \"occurredAt\": \"2011-12-01T00:00:00Z\"}"
                            .formatted(key))
                    .put("/v1/interactions/by-key/demo/" + key);
        }
        String before = findings("demo", b).toString();

        Response merge =
                json("{\"survivor\": {\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}, \"merged\": [{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}]}"
                                .formatted(a, b))
                        .post("/v1/merges");
        assertThat(merge.statusCode()).as(merge.asString()).isEqualTo(201);
        assertThat(findings("demo", a).findValuesAsText("original"))
                .containsExactlyInAnyOrder("深圳市", "ｔｅｌ", "深圳市", "ｔｅｌ");
        request().post("/v1/merges/%s:undo".formatted(merge.<String>path("id")));

        assertThat(findings("demo", b)).hasToString(before);
        assertThat(findings("demo", a)).hasSize(2);
    }

    @Test
    void ofSeveralRowsOfACustomerTheLastOnesFindingsCount() {
        String a = fresh("A");
        String b = fresh("B");
        for (String key : List.of(a, b)) {
            json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + key);
        }
        json("{\"survivor\": {\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}, \"merged\": [{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}]}"
                        .formatted(a, b))
                .post("/v1/merges");
        json("""
                {"type": "customers", "source": "demo", "columns": [{"column": "key", "field": "customerKey"},
                 {"column": "kind", "field": "customerKind"}, {"column": "name", "field": "customerName"},
                 {"column": "city", "field": "city"}]}""").put("/v1/mappings/cleaning-short");

        JsonNode ended = Api.importFile(
                "customers",
                "cleaning-short",
                "key,kind,name,city\n%s,PERSON,王  芳,深圳市\n%s,PERSON,王芳,广州市\n".formatted(b, a));

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(findings("demo", a).findValuesAsText("original")).containsExactly("广州市");
    }

    @Test
    void linesOfOrdersKeepTheirProductsOriginalKey() {
        String c = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + c);
        json("{}").put("/v1/products/by-key/demo/GTX Pro");

        Response order = json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "2011-12-01T00:00:00Z", "channel": "ｗｅｂ",
                 "lines": [{"product": {"source": "demo", "key": "GTX Pro"}, "quantity": 1, "unitPrice": {"amount": "1", "currency": "GBP"}},
                           {"product": {"source": "demo", "key": "GTXPro"}, "quantity": 2, "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(c)).put("/v1/orders/by-key/demo/O" + c);

        assertThat(order.statusCode()).as(order.asString()).isEqualTo(201);
        assertThat(order.<String>path("channel")).isEqualTo("web");
        assertThat(order.<String>path("lines[1].product.key")).isEqualTo("GTX Pro");
        JsonNode found = findings("demo", c);
        assertThat(found.findValuesAsText("original")).containsExactly("ｗｅｂ", "GTXPro");
        assertThat(found.get(1).path("line").asInt()).isEqualTo(2);
    }

    @Test
    void aRuleThatIsToldToRefusesRowsOfFilesAndRequests() {
        String c = fresh("C");
        String row = "%s%s,1,%s,2011-12-01T10:00:00,COMPLETED,web,P%s,1,%s,0,GBP,%s\n";
        String file = ORDERS
                + row.formatted("A", c, c, c, "100.00", "")
                + row.formatted("B", c, c, c, "100.01", "")
                + row.formatted("R", c, c, c, "1", "A" + c)
                + row.formatted("S", c, c, c, "1", "nobody" + c);
        String body = """
                {"customer": {"key": {"source": "demo", "key": "%1$s"}}, "orderedAt": "2011-12-01T00:00:00Z",
                 "returnsOrder": {"source": "demo", "key": "nobody%1$s"},
                 "lines": [{"product": {"source": "demo", "key": "P%1$s"}, "quantity": -1,
                            "unitPrice": {"amount": "%2$s", "currency": "GBP"}}]}""";
        withRule("UNIT_PRICE_RANGE", "{\"action\": \"REJECT\", \"parameters\": {\"max\": 100}}", () -> {
            withRule("ORPHAN_RETURN", "{\"action\": \"REJECT\"}", () -> {
                JsonNode ended = Api.importFile("orders", "fenji-orders", file);

                JsonNode refused = tree(request()
                        .header("Accept-Language", "zh")
                        .get("/v1/imports/%s/rejections"
                                .formatted(ended.path("id").asText())));
                assertThat(refused.path("items").findValuesAsText("code"))
                        .containsExactly("UNIT_PRICE_RANGE", "ORPHAN_RETURN");
                assertThat(refused.path("items").findValuesAsText("reason"))
                        .containsExactly("unit_price：“100.01”超出规则的范围", "没有订单 nobody" + c);
                Response orphan = json(body.formatted(c, "1")).put("/v1/orders/by-key/demo/T" + c);
                Response dear = json(body.formatted(c, "100.01")).put("/v1/orders/by-key/demo/T" + c);
                assertThat(orphan.statusCode()).isEqualTo(422);
                assertThat(orphan.<List<String>>path("errors.code")).containsExactly("ORPHAN_RETURN");
                assertThat(dear.<List<String>>path("errors.pointer")).containsExactly("/lines/0/unitPrice");
            });
        });
        assertThat(json(body.formatted(c, "100.01"))
                        .put("/v1/orders/by-key/demo/T" + c)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void exactRepeatsLandUnlessTheRuleRefusesThem() {
        String c = fresh("C");
        json("""
                {"type": "orders", "source": "demo", "columns": [{"column": "o", "field": "orderKey"},
                 {"column": "c", "field": "customerKey"}, {"column": "t", "field": "orderedAt"},
                 {"column": "p", "field": "productKey"}, {"column": "q", "field": "quantity"},
                 {"column": "u", "field": "unitPrice"}]}""").put("/v1/mappings/cleaning-lines");
        String line = "A%1$s,%1$s,2011-12-01,P%1$s,1,5\n".formatted(c);
        String file = "o,c,t,p,q,u\n" + line + line + line.replace(",1,5", ",2,5");
        String numbered = "B%1$s,%2$d,%1$s,2011-12-01T10:00:00,COMPLETED,web,P%1$s,1,5,0,GBP,\n";
        withRule("EXACT_REPEAT", "{\"action\": \"REJECT\"}", () -> {
            JsonNode withNumbers = Api.importFile(
                    "orders",
                    "fenji-orders",
                    ORDERS + numbered.formatted(c, 1) + numbered.formatted(c, 2).replace(",1,5,", ",1.0,5.00,"));
            assertThat(withNumbers.at("/rejectedByCode/0/code").asText()).isEqualTo("EXACT_REPEAT");
            assertThat(withNumbers.at("/counts/landed").asInt()).isEqualTo(1);
            JsonNode ended = Api.importFile("orders", "cleaning-lines", file);
            assertThat(ended.at("/rejectedByCode/0/code").asText()).isEqualTo("EXACT_REPEAT");
            assertThat(ended.at("/counts/landed").asInt()).isEqualTo(2);
        });
        assertThat(Api.importFile("orders", "cleaning-lines", file)
                        .at("/counts/landed")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void contactPointsAreMendedMarkedOrLeftOutAndNoFindingTellsThem() {
        String c = fresh("C");
        String path = "/v1/customers/by-key/crm/" + c;
        String body = """
                {"kind": "PERSON", "contactPoints": [{"type": "PHONE", "value": "%s"}, {"type": "EMAIL", "value": "%s"}]}""";
        withRule("INVALID_CONTACT", "{\"action\": \"FLAG\"}", () -> {
            assertThat(json(body.formatted("(138) 1234-5678", "Ｗａｎｇ@EXAMPLE.com"))
                            .put(path)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(request().get(path).<List<String>>path("contactPoints.value"))
                    .containsExactly("+8613812345678", "Wang@example.com");
            assertThat(findings(c))
                    .containsExactly(
                            "email EMAIL_FORM REPAIR ****@*******.*** W***@example.com",
                            "phone PHONE_FORM REPAIR (***) ****-**** 138****5678");

            json(body.formatted("19012", "no e-mail, I fear")).put(path).then().statusCode(200);
            assertThat(request().get(path).<List<String>>path("contactPoints.type"))
                    .isNull();
            assertThat(findings(c))
                    .containsExactly(
                            "email INVALID_CONTACT FLAG ** *-****, * **** -", "phone INVALID_CONTACT FLAG ***** -");

            json(body.formatted("22345678901", "wang@example.com"))
                    .put(path)
                    .then()
                    .statusCode(200);
            assertThat(findings(c)).containsExactly("phone PHONE_UNLIKELY FLAG 223****8901 -");
        });
        assertThat(json(body.formatted("19012", "wang@example.com")).put(path).<String>path("errors[0].code"))
                .isEqualTo("INVALID_CONTACT");
        withRule(
                "PHONE_FORM",
                "{\"action\": \"REJECT\"}",
                () -> assertThat(json(body.formatted("138 1234 5678", "wang@example.com"))
                                .put(path)
                                .<String>path("errors[0].code"))
                        .isEqualTo("PHONE_FORM"));
    }

    @Test
    void aFilesContactPointsAreCleanedByTheSameRules() {
        String c = fresh("C");
        json("""
                {"type": "customers", "source": "crm", "defaults": {"customerKind": "PERSON"}, "columns": [
                 {"column": "c", "field": "customerKey"}, {"column": "phone", "field": "phone"}, {"column": "mail", "field": "email"}]}""").put("/v1/mappings/cleaning-contacts");
        String file = "c,phone,mail\n%1$sa,138-1234-5678,Wang@Example.com\n%1$sb,1,li@example.com\n".formatted(c);

        JsonNode refused = Api.importFile("customers", "cleaning-contacts", file);
        assertThat(refused.at("/rejectedByCode/0/code").asText()).isEqualTo("INVALID_CONTACT");
        assertThat(findings(c + "a"))
                .containsExactly(
                        "email EMAIL_FORM REPAIR ****@*******.*** W***@example.com",
                        "phone PHONE_FORM REPAIR ***-****-**** 138****5678");
        withRule("INVALID_CONTACT", "{\"action\": \"FLAG\"}", () -> {
            JsonNode landed = Api.importFile("customers", "cleaning-contacts", file);
            assertThat(landed.at("/counts/rejected").asInt()).isZero();
            assertThat(request()
                            .get("/v1/customers/by-key/crm/%sb".formatted(c))
                            .<List<String>>path("contactPoints.value"))
                    .containsExactly("li@example.com");
            assertThat(findings(c + "b")).containsExactly("phone INVALID_CONTACT FLAG * -");
        });
    }

    private static List<String> findings(String customer) {
        List<String> shown = new ArrayList<>();
        tree(request().get("/v1/customers/by-key/crm/%s/findings".formatted(customer)))
                .path("items")
                .forEach(item -> shown.add("%s %s %s %s %s"
                        .formatted(
                                item.path("field").asText(),
                                item.path("rule").asText(),
                                item.path("action").asText(),
                                item.path("original").asText("-"),
                                item.path("repaired").asText("-"))));
        return shown;
    }

    @Test
    void previewShowsWhatWouldBeMended() {
        JsonNode shown = tree(request()
                .contentType("application/octet-stream")
                .body("客户编号,客户名称,城市\n1,王芳,深圳市\n2,李雷,广州\n".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports:preview"));

        assertThat(shown.at("/rows/0/values/city").asText()).isEqualTo("深圳");
        assertThat(shown.at("/rows/0/findings"))
                .hasToString(
                        "[{\"field\":\"city\",\"rule\":\"CITY_FORM\",\"action\":\"REPAIR\",\"original\":\"深圳市\",\"repaired\":\"深圳\"}]");
        assertThat(shown.at("/rows/1").has("findings")).isFalse();
    }

    @Test
    void rulesRefuseChangesThatDoNotSuitThem() {
        String etag = request().get("/v1/cleaning-rules/NEGATIVE_PRICE").header("ETag");
        Response refused = json("{\"action\": \"REPAIR\", \"enabled\": false, \"parameters\": {\"min\": 1}}")
                .header("If-Match", etag)
                .patch("/v1/cleaning-rules/NEGATIVE_PRICE");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<List<String>>path("errors.code"))
                .containsExactly("ACTION_NOT_ALLOWED", "RULE_IS_MANDATORY", "UNKNOWN_RULE_PARAMETER");
        assertThat(json("{}").patch("/v1/cleaning-rules/NEGATIVE_PRICE").statusCode())
                .isEqualTo(428);
        assertThat(json("{}")
                        .header("If-Match", "\"99\"")
                        .patch("/v1/cleaning-rules/NEGATIVE_PRICE")
                        .statusCode())
                .isEqualTo(412);
        assertThat(json("{}")
                        .header("If-Match", etag)
                        .patch("/v1/cleaning-rules/NOTHING")
                        .statusCode())
                .isEqualTo(404);
        String missing = request().get("/v1/cleaning-rules/MISSING_FLAG").header("ETag");
        for (String fields : List.of(
                "[\"customers.kind\"]", "[\"nothing\"]", "[\"orders.orderedAt\"]", "[\"orders.quantity\"]", "[null]")) {
            assertThat(json("{\"parameters\": {\"fields\": %s}}".formatted(fields))
                            .header("If-Match", missing)
                            .patch("/v1/cleaning-rules/MISSING_FLAG")
                            .statusCode())
                    .as(fields)
                    .isEqualTo(422);
        }
        assertThat(tree(request().get("/v1/cleaning-rules")).path("items").findValuesAsText("code"))
                .contains("TEXT_FORM", "QUANTITY_OUTLIER")
                .hasSize(25);
    }

    @Test
    void valueMapsAreKeptChangedAndDeleted() {
        String name = fresh("map");
        Response created = json("{\"field\": \"industry\", \"values\": {\"%s\": \"零售\"}}".formatted(name))
                .put("/v1/value-maps/" + name);
        assertThat(created.statusCode()).isEqualTo(201);
        json("{\"kind\": \"PERSON\", \"industry\": \"%s\"}".formatted(name)).put("/v1/customers/by-key/demo/" + name);

        assertThat(request().get("/v1/customers/by-key/demo/" + name).<String>path("industry"))
                .isEqualTo("零售");
        assertThat(json("{\"field\": \"industry\", \"values\": {\"a\": \"b\", \"b\": \"c\"}}")
                        .put("/v1/value-maps/" + name)
                        .<List<String>>path("errors.code"))
                .containsExactly("VALUE_IS_REPLACED_TOO");
        assertThat(json("{\"field\": \"quantity\", \"values\": {\"a\": \"b\"}}")
                        .put("/v1/value-maps/" + name)
                        .statusCode())
                .isEqualTo(422);
        assertThat(json("{\"field\": \"industry\", \"values\": {\"a\": null}}")
                        .put("/v1/value-maps/" + name)
                        .statusCode())
                .isEqualTo(400);
        assertThat(request().delete("/v1/value-maps/" + name).statusCode()).isEqualTo(428);
        assertThat(request()
                        .header("If-Match", created.header("ETag"))
                        .delete("/v1/value-maps/" + name)
                        .statusCode())
                .isEqualTo(204);
        assertThat(request().get("/v1/value-maps/" + name).statusCode()).isEqualTo(404);
        json("{\"kind\": \"PERSON\", \"industry\": \"%s\"}".formatted(name)).put("/v1/customers/by-key/demo/2" + name);
        assertThat(request().get("/v1/customers/by-key/demo/2" + name).<String>path("industry"))
                .isEqualTo(name);
        assertThat(tree(request().get("/v1/value-maps")).path("items").findValuesAsText("name"))
                .contains("industry-spelling", "product-key-spelling");
    }
}
