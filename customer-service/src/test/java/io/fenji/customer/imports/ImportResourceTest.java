package io.fenji.customer.imports;

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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ImportResourceTest {
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key\n";

    private static String row(String order, int line, String customer, String rest) {
        return "%s,%d,%s,%s\n".formatted(order, line, customer, rest);
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/demo/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    @Test
    void landsOrdersWithTheirCustomersAndProducts() {
        String c = fresh("C");
        String file = HEADER
                + row("A" + c, 1, c, "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10.50,1.00,GBP,")
                + row("A" + c, 2, c, "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10.50,1.00,GBP,")
                + row("R" + c, 1, c, "2011-12-05T10:00:00,COMPLETED,web,P" + c + ",-1,10.50,0,GBP,A" + c);

        JsonNode ended = Api.importFile("orders", "fenji-orders", Api.gzip(file.getBytes(StandardCharsets.UTF_8)));

        assertThatJson(ended).whenIgnoringPaths("bytes").isEqualTo("""
                {"id": "${json-unit.any-string}", "type": "orders", "mapping": "fenji-orders", "state": "SUCCEEDED", "validateOnly": false,
                 "file": {"kind": "CSV", "packing": "GZIP", "encoding": "UTF-8", "delimiter": ",", "quote": "\\"",
                          "decimalSeparator": "."},
                 "progress": {"phase": "committing", "done": 3, "total": 3},
                 "counts": {"read": 3, "landed": 3, "rejected": 0, "skipped": 0, "orders": 2, "created": 2, "updated": 0,
                            "unchanged": 0, "customersCreated": 1, "productsCreated": 1, "metricsChanged": 1},
                 "rejectedByCode": [], "createdAt": "${json-unit.any-string}", "startedAt": "${json-unit.any-string}",
                 "finishedAt": "${json-unit.any-string}"}""");
        assertThat(metrics(c).path("grossSpend.30d").decimalValue()).isEqualByComparingTo("40");
        assertThat(metrics(c).path("spend.30d").decimalValue()).isEqualByComparingTo("29.5");
        assertThat(metrics(c).path("orders.30d").asInt()).isEqualTo(1);
        Response order = request().get("/v1/orders/by-key/demo/R" + c);
        assertThat(order.<String>path("returnsOrder.key")).isEqualTo("A" + c);
        assertThat(order.<Boolean>path("purchase")).isFalse();
    }

    @Test
    void replacesAnOrderOnlyWhenItsContentDiffers() {
        String c = fresh("C");
        String one = row("A" + c, 1, c, "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10,0,GBP,");
        String two = row("B" + c, 1, c, "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",1,10,0,GBP,");
        Api.importFile("orders", "fenji-orders", HEADER + one + two);

        JsonNode same = Api.importFile("orders", "fenji-orders", HEADER + two + one);
        JsonNode changed =
                Api.importFile("orders", "fenji-orders", HEADER + one + two.replace("COMPLETED", "CANCELLED"));

        assertThat(same.path("counts").path("unchanged").asInt()).isEqualTo(2);
        assertThat(same.path("counts").path("metricsChanged").asInt()).isZero();
        assertThat(changed.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(changed.path("counts").path("unchanged").asInt()).isEqualTo(1);
        assertThat(metrics(c).path("orders.lifetime").asInt()).isEqualTo(1);
    }

    @Test
    void anOrderIsTheSameWhereverItsRowsStand() {
        String c = fresh("C");
        String rest = "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",%d,10,0,GBP,";
        String a1 = row("A" + c, 1, c, rest.formatted(1));
        String a2 = row("A" + c, 2, c, rest.formatted(2));
        String a3 = row("A" + c, 3, c, rest.formatted(4).replace("web", "shop"));
        String b1 = row("B" + c, 1, c, rest.formatted(8));
        String b2 = row("B" + c, 2, c, rest.formatted(16));
        String d1 = row("D" + c, 1, c, rest.formatted(32));
        String refused = row("A" + c, 4, c, rest.formatted(64).replace(",10,", ",ten,"));

        JsonNode together = Api.importFile("orders", "fenji-orders", HEADER + a1 + a2 + a3 + b1 + b2 + d1);
        JsonNode scattered = Api.importFile("orders", "fenji-orders", HEADER + b2 + a3 + d1 + a1 + refused + b1 + a2);

        assertThat(together.path("counts").path("created").asInt()).isEqualTo(3);
        assertThat(scattered.path("counts").path("unchanged").asInt()).isEqualTo(3);
        assertThat(metrics(c).path("grossSpend.lifetime").asInt()).isEqualTo(630);
        assertThat(request().get("/v1/orders/by-key/demo/A" + c).<List<Object>>path("lines"))
                .hasSize(3);
    }

    /// Sums are made as rows are read, or by the database where an order's rows do not stand together.
    @Test
    void anOrderComesToTheSameWhereverItsRowsStand() {
        String p = fresh("P");
        String products = "key,name,category,unit_cost,unit_price\n"
                + "%1$sa,A,\"Nuts, \"\"raw\"\"\",4.25,10\n%1$sb,B,Ärzte,2,5\n%1$sc,C,,,5\n".formatted(p);
        assertThat(Api.importFile("products", "fenji-products", products)
                        .path("counts")
                        .path("landed")
                        .asInt())
                .isEqualTo(3);
        String time = "2011-12-01T10:00:00,COMPLETED,web,";
        List<JsonNode> landed = new java.util.ArrayList<>();
        for (boolean together : new boolean[] {true, false}) {
            String c = fresh("C");
            String a1 = row("A" + c, 1, c, time + p + "a,3,10.10,1.05,GBP,");
            String a2 = row("A" + c, 2, c, time + p + "b,2,5,,GBP,");
            String a3 = row("A" + c, 3, c, time + p + "a,-1,10.10,0,GBP,");
            String b1 = row("B" + c, 1, c, time + p + "b,2,5.005,0,GBP,");
            String b2 = row("B" + c, 2, c, time + p + "c,4,7,0.5,GBP,");
            Api.importFile(
                    "orders", "fenji-orders", HEADER + (together ? a1 + a2 + a3 + b1 + b2 : a1 + b1 + a2 + b2 + a3));
            landed.add(metrics(c));
            for (String order : List.of("A", "B")) {
                landed.add(tree(request().get("/v1/orders/by-key/demo/" + order + c)));
            }
        }

        assertThat(landed.get(0).path("grossSpend.lifetime").decimalValue()).isEqualByComparingTo("76.76");
        assertThat(landed.get(0).path("categories.365d").asInt()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThatJson(landed.get(i + 3))
                    .whenIgnoringPaths("id", "key.key", "customerId", "customer", "createdAt", "updatedAt")
                    .isEqualTo(landed.get(i));
        }
    }

    @Test
    void refusesBadRowsWithTheirReasonAndLandsTheGoodOnes() {
        String c = fresh("C");
        String good = "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10,0,GBP,";
        String file = HEADER
                + row("A" + c, 1, c, good)
                + row("B" + c, 1, "", "not-a-date,WRONG,web,,x,y,z,GBP,")
                + row("C" + c, 1, c, good.replace("2011-12-01T10:00:00", "2011-02-30T10:00:00"))
                + row("D" + c, 1, c, good.replace(",2,10,", ",two,10,"))
                + row("E" + c, 1, c, good.replace(",2,10,", ",2,-10,"))
                + row("F" + c, 1, c, good.replace("GBP", "QQQ"))
                + row("G" + c, 1, c, good.replace("COMPLETED", "DONE"))
                + row("H" + c, 1, c, good.replace("web", "w\0b"))
                + row("I" + c, 1, c, good + ",too,many")
                + row("J" + c, 1, c, good.replace(",2,10,", ",0,10,"))
                + row("K" + c, 1, c, good.replace("2011-", "1811-"))
                + row("L" + c, 1, c, good.replace("P" + c, ""))
                + row("M" + c, 1, c, good)
                + row("M" + c, 2, c + "x", good)
                + row("A" + c, 1, c, good);

        JsonNode ended = Api.importFile("orders", "fenji-orders", file);

        assertThat(ended.path("counts").path("landed").asInt()).isEqualTo(1);
        assertThat(ended.path("counts").path("rejected").asInt()).isEqualTo(14);
        JsonNode page = tree(request()
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText())));
        assertThat(page.path("items").findValuesAsText("code"))
                .containsExactly(
                        "MISSING_CUSTOMER",
                        "INVALID_DATE",
                        "INVALID_NUMBER",
                        "NEGATIVE_PRICE",
                        "INVALID_CODE",
                        "INVALID_CODE",
                        "INVALID_CHARACTER",
                        "COLUMN_COUNT",
                        "ZERO_QUANTITY",
                        "DATE_OUT_OF_RANGE",
                        "MISSING_VALUE",
                        "CONFLICTING_ORDER",
                        "CONFLICTING_ORDER",
                        "DUPLICATE_LINE");
        assertThat(page.path("items").get(3).path("line").asInt()).isEqualTo(6);
        assertThat(page.path("items").get(3).path("reason").asText()).isEqualTo("unit_price: '-10' is negative");
        assertThat(page.path("items").get(3).path("row").get(8).asText()).isEqualTo("-10");
        String csv = request()
                .accept("text/csv")
                .queryParam("code", "NEGATIVE_PRICE")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        assertThat(csv.lines().toList())
                .containsExactly(
                        HEADER.strip() + ",line,code,reason",
                        row("E" + c, 1, c, good.replace(",2,10,", ",2,-10,")).strip()
                                + ",6,NEGATIVE_PRICE,unit_price: '-10' is negative");
        // Refused when the whole file was known: their text is the file's all the same.
        assertThat(page.path("items").get(12).path("row").get(2).asText()).isEqualTo(c + "x");
        assertThat(page.path("items").get(13).path("row").get(0).asText()).isEqualTo("A" + c);
    }

    @Test
    void aMendedRowDoesNotReplaceTheLinesThatLandedWithoutIt() {
        String c = fresh("C");
        String good = "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10,0,GBP,";
        String first = row("A" + c, 1, c, good);
        String mended = row("A" + c, 2, c, good);
        Api.importFile("orders", "fenji-orders", HEADER + first + mended.replace(",2,10,", ",two,10,"));
        String header = HEADER.strip() + ",line,code,reason\n";
        String guarded = mended.strip().replace(",web,", ",\"'=web\",");

        JsonNode alone = Api.importFile(
                "orders", "fenji-orders", header + guarded + ",3,INVALID_NUMBER,quantity: 'two' is no number\n");
        JsonNode whole = Api.importFile(
                "orders", "fenji-orders", header + first.strip() + ",,,\n" + mended.strip() + ",3,INVALID_NUMBER,x\n");

        assertThat(alone.path("rejectedByCode").get(0).path("code").asText()).isEqualTo("PARTIAL_ORDER");
        assertThat(alone.path("counts").path("updated").asInt()).isZero();
        assertThat(whole.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(metrics(c).path("spend.lifetime").decimalValue()).isEqualByComparingTo("40");
        // What is refused again comes back without the columns that the first download had added.
        assertThat(request()
                        .accept("text/csv")
                        .get("/v1/imports/%s/rejections"
                                .formatted(alone.path("id").asText()))
                        .asString()
                        .lines()
                        .toList())
                .containsExactly(
                        header.strip(),
                        guarded
                                + ",2,PARTIAL_ORDER,\"order A%s is here already without these rows, and would be replaced by them alone (lines here: 1, in this file: 1): send all its lines, without the columns line, code and reason and the apostrophe before = + - @\""
                                        .formatted(c));
    }

    @Test
    void refusedRowsOfAFileWithAColumnLineCanBeMendedAndSentBack() {
        String c = fresh("C");
        json("""
                {"type": "orders", "source": "demo",
                 "columns": [{"column": "order", "field": "orderKey"}, {"column": "line", "field": "lineNo"},
                             {"column": "customer", "field": "customerKey"}, {"column": "at", "field": "orderedAt"},
                             {"column": "product", "field": "productKey"}, {"column": "quantity", "field": "quantity"},
                             {"column": "price", "field": "unitPrice"}]}""").put("/v1/mappings/with-line");
        JsonNode ended = Api.importFile("orders", "with-line", """
                order,line,customer,at,product,quantity,price
                %1$s,7,%1$s,2011-12-01,%1$s,two,10
                """.formatted(c));

        String refused = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        JsonNode mended = Api.importFile("orders", "with-line", refused.replace(",two,", ",2,"));

        assertThat(refused).startsWith("order,line,customer,at,product,quantity,price,_line,code,reason");
        assertThat(mended.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(metrics(c).path("spend.lifetime").asInt()).isEqualTo(20);
    }

    /// What a spreadsheet would run has an apostrophe before it in the download, and none when it comes back.
    @Test
    void refusedCellsThatAreFormulasAreGuardedAndLandAsTheyWere() {
        String c = fresh("C");
        json("""
                {"type": "products", "source": "demo",
                 "columns": [{"column": "key", "field": "productKey"}, {"column": "name", "field": "productName"},
                             {"column": "group", "field": "category"}, {"column": "price", "field": "unitPrice"}]}""").put("/v1/mappings/formulas");
        JsonNode ended = Api.importFile("products", "formulas", """
                key,name,group,price
                %1$s1,"=HYPERLINK(""http://x"")",'@a,-1
                %1$s2,'plain,+1-2,+x
                """.formatted(c));

        String refused = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        JsonNode mended = Api.importFile(
                "products", "formulas", refused.replace(",-1,", ",1,").replace("\"'+x\"", "2"));

        assertThat(refused.lines().skip(1).toList())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(c + "1,\"'=HYPERLINK(\"\"http://x\"\")\",\"''@a\",-1,2,"),
                        second -> assertThat(second).startsWith(c + "2,'plain,\"'+1-2\",\"'+x\",3,"));
        assertThat(mended.at("/counts/created").asInt()).as(mended.toString()).isEqualTo(2);
        JsonNode first = tree(request().get("/v1/products/by-key/demo/%s1".formatted(c)));
        JsonNode second = tree(request().get("/v1/products/by-key/demo/%s2".formatted(c)));
        assertThat(first.path("name").asText()).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(first.path("category").asText()).isEqualTo("'@a");
        assertThat(second.path("name").asText()).isEqualTo("'plain");
        assertThat(second.path("category").asText()).isEqualTo("+1-2");
    }

    /// Else its own columns would be cut off, and an apostrophe of its own taken for a guard.
    @Test
    void lastColumnsThatTheMappingKnowsAreTheFilesOwn() {
        String c = fresh("C");
        json("""
                {"type": "products", "source": "demo", "ignoredColumns": ["line"],
                 "columns": [{"column": "key", "field": "productKey"}, {"column": "price", "field": "unitPrice"},
                             {"column": "code", "field": "category"}, {"column": "reason", "field": "productName"}]}""").put("/v1/mappings/own-reason");
        String header = "key,price,line,code,reason";

        JsonNode ended = Api.importFile("products", "own-reason", """
                %1$s
                %2$s1,2,a,'=b,c
                %2$s2,x,d,e,=f
                """.formatted(header, c));
        String refused = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        JsonNode mended = Api.importFile("products", "own-reason", refused.replace(",x,", ",3,"));

        assertThat(ended.at("/counts/created").asInt()).as(ended.toString()).isEqualTo(1);
        assertThat(tree(request().get("/v1/products/by-key/demo/%s1".formatted(c)))
                        .path("category")
                        .asText())
                .isEqualTo("'=b");
        assertThat(refused.lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(header + ",_line,_code,_reason"),
                        second -> assertThat(second).startsWith(c + "2,x,d,e,\"'=f\",3,INVALID_NUMBER,"));
        assertThat(mended.at("/counts/created").asInt()).as(mended.toString()).isEqualTo(1);
        JsonNode second = tree(request().get("/v1/products/by-key/demo/%s2".formatted(c)));
        assertThat(second.path("category").asText()).isEqualTo("e");
        assertThat(second.path("name").asText()).isEqualTo("=f");
    }

    @Test
    void refusedRowsComeInTheQuoteOfTheMapping() {
        String c = fresh("C");
        json("""
                {"type": "products", "source": "demo", "quote": "'",
                 "columns": [{"column": "key", "field": "productKey"}, {"column": "name", "field": "productName"},
                             {"column": "group", "field": "category"}, {"column": "price", "field": "unitPrice"}]}""").put("/v1/mappings/apostrophes");

        JsonNode ended = Api.importFile("products", "apostrophes", """
                key,name,group,price
                %s,'=it''s "1, 2"','''@a',x
                """.formatted(c));
        String refused = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        JsonNode mended = Api.importFile("products", "apostrophes", refused.replace(",x,", ",2,"));

        assertThat(mended.at("/counts/created").asInt()).as(mended.toString()).isEqualTo(1);
        JsonNode product = tree(request().get("/v1/products/by-key/demo/" + c));
        assertThat(product.path("name").asText()).isEqualTo("=it's \"1, 2\"");
        assertThat(product.path("category").asText()).isEqualTo("'@a");
    }

    @Test
    void failsAFileThatCannotBeReadToItsEndAndLandsNothing() {
        String c = fresh("C");
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            rows.append(row("A" + c + i, 1, c, "2011-12-01T10:00:00,COMPLETED,web,P" + c + ",2,10,0,GBP,"));
        }
        byte[] good = rows.toString().getBytes(StandardCharsets.UTF_8);
        byte[] gzip = Api.gzip(good);
        byte[] wrongByte = good.clone();
        wrongByte[HEADER.length() + 70] = (byte) 0x81;

        assertFails(Arrays.copyOf(gzip, gzip.length / 2), "CORRUPT_FILE");
        assertFails(wrongByte, "ENCODING");
        assertFails((rows + "网".repeat(9)).getBytes(Charset.forName("GB18030")), "ENCODING");
        assertFails((rows + "\"" + "x".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8), "ROW_TOO_LARGE");
        assertFails(Api.gzip((rows + "x".repeat(66 << 20)).getBytes(StandardCharsets.UTF_8)), "ROW_TOO_LARGE");
        assertFails(rows.toString().replace("unit_price", "price").getBytes(StandardCharsets.UTF_8), "COLUMNS");
        assertFails(Api.gzip(new byte[0]), "EMPTY_FILE");

        assertThat(request().get("/v1/customers/by-key/demo/" + c).statusCode()).isEqualTo(404);
    }

    private static void assertFails(byte[] file, String code) {
        JsonNode ended = Api.importFile("orders", "fenji-orders", file);
        assertThat(ended.path("state").asText()).isEqualTo("FAILED");
        assertThat(ended.path("problem").path("code").asText())
                .as(ended.toString())
                .isEqualTo(code);
        assertThat(ended.has("counts")).isFalse();
    }

    @Test
    void namesEachColumnThatDoesNotSuit() {
        JsonNode ended = Api.importFile(
                "orders", "fenji-orders", HEADER.replace("unit_price", "price").replace("channel", "status"));

        assertThatJson(ended.path("problem").path("errors")).isEqualTo("""
                [{"pointer": "status", "code": "DUPLICATE_COLUMN", "detail": "Column 'status' stands twice"},
                 {"pointer": "price", "code": "UNKNOWN_COLUMN",
                  "detail": "Column 'price' is neither mapped nor listed in ignoredColumns"},
                 {"pointer": "channel", "code": "MISSING_COLUMN", "detail": "Column 'channel' is missing"},
                 {"pointer": "unit_price", "code": "MISSING_COLUMN", "detail": "Column 'unit_price' is missing"}]""");
    }

    @Test
    void refusesAtOnceWhatNoFileCanMend() {
        assertThat(post("orders", "nobody", "x").statusCode()).isEqualTo(422);
        assertThat(post("customers", "fenji-orders", "x").statusCode()).isEqualTo(400);
        assertThat(post("people", "fenji-orders", "x").statusCode()).isEqualTo(400);
        assertThat(post("orders", "fenji-orders", "").statusCode()).isEqualTo(422);
        assertThat(post("orders", "fenji-orders", "x".repeat(17 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(request()
                        .contentType("image/png")
                        .queryParam("type", "orders")
                        .queryParam("mapping", "fenji-orders")
                        .body(new byte[] {1})
                        .post("/v1/imports")
                        .statusCode())
                .isEqualTo(415);
        assertThat(request()
                        .get("/v1/imports/00000000-0000-7000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(request()
                        .get("/v1/imports/00000000-0000-7000-8000-000000000000/rejections")
                        .statusCode())
                .isEqualTo(404);
    }

    private static Response post(String type, String mapping, String body) {
        return request()
                .contentType("text/csv")
                .queryParam("type", type)
                .queryParam("mapping", mapping)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports");
    }

    @Test
    void aReplayedUploadIsTheSameImport() {
        String key = fresh("I");
        String file = HEADER + row("A" + key, 1, "C" + key, "2011-12-01T10:00:00,COMPLETED,web,P,2,10,0,GBP,");
        List<String> ids = java.util.stream.Stream.of(1, 2)
                .map(i -> request()
                        .contentType("text/csv")
                        .header("Idempotency-Key", key)
                        .queryParam("type", "orders")
                        .queryParam("mapping", "fenji-orders")
                        .queryParam("filename", "orders.csv")
                        .body(file.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/imports")
                        .<String>path("id"))
                .toList();

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        assertThat(Api.await("/v1/imports/" + ids.getFirst()).path("state").asText())
                .isEqualTo("SUCCEEDED");
        assertThat(request().queryParam("type", "orders").get("/v1/imports").<List<String>>path("items.id"))
                .contains(ids.getFirst());
    }

    @Test
    void landsCustomersAndProductsAndUpdatesOnlyWhatChanged() {
        String c = fresh("C");
        String customers =
                "key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on\n"
                        + c + "1,PERSON,王芳,CN,广东,深圳,,,55,1000.50,web,2011-01-05\n"
                        + c + "2,ORGANIZATION,\"Fenji, Ltd\",CN,,,零售,large,,,,2011-01-06\n"
                        + c + "3,CAT,x,CN,,,,,,,,\n";
        String products = "key,name,category,unit_cost,unit_price\n" + c + ",茶,tea,4.00,9.90\n";

        JsonNode first = Api.importFile("customers", "fenji-customers", customers);
        JsonNode second = Api.importFile("customers", "fenji-customers", customers.replace("广东", "广西"));
        JsonNode third = Api.importFile("products", "fenji-products", products);
        JsonNode fourth = Api.importFile("products", "fenji-products", products);

        assertThat(first.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(first.path("rejectedByCode").get(0).path("code").asText()).isEqualTo("INVALID_CODE");
        assertThat(second.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(second.path("counts").path("unchanged").asInt()).isEqualTo(1);
        assertThat(second.path("counts").path("metricsChanged").asInt()).isEqualTo(1);
        assertThat(third.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(fourth.path("counts").path("unchanged").asInt()).isEqualTo(1);
        Response customer = request().get("/v1/customers/by-key/demo/%s1".formatted(c));
        assertThat(customer.<String>path("province")).isEqualTo("广西");
        assertThat(customer.<String>path("assets.amount")).isEqualTo("1000.50");
        assertThat(metrics(c + "1").path("assets").decimalValue()).isEqualByComparingTo("1000.5");
    }

    @Test
    void anOwnMappingRenamesSkipsMarksReturnsAndFillsDefaults() {
        String c = fresh("c");
        Response put = json("""
                {"type": "orders", "source": "shop", "delimiter": ";",
                 "columns": [{"column": "订单号", "field": "orderKey"}, {"column": "客户号", "field": "customerKey"},
                             {"column": "时间", "field": "orderedAt", "patterns": ["yyyy/M/d H:mm"]},
                             {"column": "商品", "field": "productKey", "values": {"GTXPro": "GTX Pro"}},
                             {"column": "数量", "field": "quantity"}, {"column": "单价", "field": "unitPrice"}],
                 "defaults": {"currency": "GBP"}, "ignoredColumns": ["备注"],
                 "skip": [{"column": "备注", "values": ["test"]}], "returns": {"orderKeyPrefix": "R"}}""").put("/v1/mappings/" + c);
        JsonNode ended = Api.importFile("orders", c, """
                订单号;客户号;时间;商品;数量;单价;备注
                A%1$s;%1$s;2011/12/1 9:05;GTXPro;2;10;
                R%1$s;%1$s;2011/12/2 9:05;GTXPro;1;10;
                B%1$s;%1$s;2011/12/2 9:05;GTXPro;1;10;test
                C%1$s;%1$s;2011/12/2 9:05;"a;b"
                """.formatted(c));
        String rejected = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(rejected.lines().toList())
                .containsExactly(
                        "订单号;客户号;时间;商品;数量;单价;备注;line;code;reason",
                        "C%1$s;%1$s;2011/12/2 9:05;\"a;b\";;;;5;COLUMN_COUNT;4 values, the header has 7".formatted(c));
        assertThat(ended.path("counts").path("skipped").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        JsonNode metrics = tree(request().get("/v1/customers/by-key/shop/%s/metrics".formatted(c)))
                .path("metrics");
        assertThat(metrics.path("spend.30d").decimalValue()).isEqualByComparingTo("10");
        assertThat(request().get("/v1/orders/by-key/shop/A" + c).<String>path("lines[0].product.key"))
                .isEqualTo("GTX Pro");
        assertThat(request().get("/v1/mappings").<List<String>>path("items.name"))
                .contains(c, "fenji-customers", "fenji-orders", "fenji-products", "uci-online-retail");
    }

    @Test
    void namesEachFaultOfAMapping() {
        Response faults = json("""
                {"type": "orders", "source": "sh op", "columns": [
                  {"column": "a", "field": "orderKey"}, {"column": "a", "field": "customerKey"},
                  {"column": "b", "field": "province"}, {"column": "c", "field": "orderedAt", "patterns": ["HH:mm"]}]}""").put("/v1/mappings/" + fresh("m"));

        assertThat(faults.statusCode()).isEqualTo(422);
        assertThat(faults.<List<String>>path("errors.code"))
                .containsExactly(
                        "INVALID_SOURCE",
                        "DUPLICATE_COLUMN",
                        "UNKNOWN_FIELD",
                        "INVALID_PATTERN",
                        "MISSING_FIELD",
                        "MISSING_FIELD",
                        "MISSING_FIELD");
        assertThat(json("{}").put("/v1/mappings/" + fresh("m")).statusCode()).isEqualTo(400);
        assertThat(json("{\"type\": \"orders\", \"source\": \"s\", \"columns\": []}")
                        .put("/v1/mappings/fenji-orders")
                        .statusCode())
                .isEqualTo(409);
        assertThat(request().get("/v1/mappings/nobody").statusCode()).isEqualTo(404);
    }
}
