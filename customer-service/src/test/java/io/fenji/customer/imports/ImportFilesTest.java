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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/// Files of every kind, as their senders have them.
@QuarkusTest
@ServiceTest
class ImportFilesTest {
    private static String ordersMapping(String more) {
        String name = fresh("m");
        Response put = json("""
                {"type": "orders", "source": "shop",
                 "columns": [{"column": "订单号", "field": "orderKey"}, {"column": "客户号", "field": "customerKey"},
                             {"column": "时间", "field": "orderedAt", "patterns": ["yyyy/M/d"]},
                             {"column": "商品", "field": "productKey"}, {"column": "数量", "field": "quantity"},
                             {"column": "单价", "field": "unitPrice"}, {"column": "备注", "field": "channel"}],
                 "defaults": {"currency": "GBP"} %s}""".formatted(more)).put("/v1/mappings/" + name);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);
        return name;
    }

    private static JsonNode spend(String customer) {
        return tree(request().get("/v1/customers/by-key/shop/%s/metrics".formatted(customer)))
                .path("metrics")
                .path("spend.lifetime");
    }

    private static JsonNode check(String type, String mapping, String file) {
        Response accepted = request()
                .contentType("text/csv")
                .queryParam("type", type)
                .queryParam("mapping", mapping)
                .queryParam("validateOnly", true)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return Api.await(accepted.header("Location"));
    }

    @Test
    void landsAWorkbookWithDatesAndNumbers() throws IOException {
        String c = fresh("C");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("订单");
            String[] header = {"订单号", "客户号", "时间", "商品", "数量", "单价", "备注"};
            for (int i = 0; i < header.length; i++) {
                sheet.value(0, i, header[i]);
            }
            sheet.value(1, 0, "A" + c);
            sheet.value(1, 1, c);
            sheet.value(1, 2, LocalDate.of(2011, 12, 1));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
            sheet.value(1, 3, "P");
            sheet.value(1, 4, 3);
            sheet.value(1, 5, 0.1);
            sheet.value(2, 0, "B" + c);
            sheet.value(2, 1, c);
            sheet.value(2, 2, "2011/12/2");
            sheet.value(2, 3, "P");
            sheet.value(2, 4, "two");
            sheet.value(2, 5, 1);
        }

        JsonNode ended = Api.importFile("orders", ordersMapping(""), file.toByteArray());

        assertThatJson(ended.path("file")).isEqualTo("{\"kind\": \"XLSX\", \"packing\": \"NONE\", \"sheet\": \"订单\"}");
        assertThat(ended.path("counts").path("landed").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        assertThat(spend(c).decimalValue()).isEqualByComparingTo("0.3");
        assertThat(request()
                        .accept("text/csv")
                        .get("/v1/imports/%s/rejections"
                                .formatted(ended.path("id").asText()))
                        .asString()
                        .lines()
                        .toList())
                .containsExactly(
                        "订单号,客户号,时间,商品,数量,单价,备注,line,code,reason",
                        "B%1$s,%1$s,2011/12/2,P,two,1,,3,INVALID_NUMBER,数量: 'two' is not a decimal number"
                                .formatted(c));
    }

    @Test
    void landsAChineseFileWithSemicolonsAndDecimalCommas() {
        String c = fresh("C");
        String file = "sep=;\r\n订单号;客户号;时间;商品;数量;单价;备注\r\nA%1$s;%1$s;2011/12/1;茶叶;2;12,50;网店\r\n".formatted(c)
                + "B%1$s;%1$s;2011/12/1;茶叶;2;1.250,50;网店\r\n".formatted(c);

        JsonNode ended = Api.importFile("orders", ordersMapping(""), file.getBytes(Charset.forName("GB18030")));

        assertThatJson(ended.path("file")).isEqualTo("""
                {"kind": "CSV", "packing": "NONE", "encoding": "GB18030", "delimiter": ";", "quote": "\\"",
                 "decimalSeparator": ","}""");
        assertThat(spend(c).decimalValue()).isEqualByComparingTo("25");
        assertThat(request().get("/v1/orders/by-key/shop/A" + c).<String>path("lines[0].product.key"))
                .isEqualTo("茶叶");
        assertThat(ended.path("rejectedByCode").get(0).path("code").asText()).isEqualTo("INVALID_NUMBER");
    }

    @Test
    void landsNdjson() {
        String c = fresh("C");
        JsonNode ended =
                Api.importFile("customers", "fenji-customers", """
                {"key":"%1$s","kind":"PERSON","name":"王芳","country":"CN","province":"广东","city":"深圳","industry":null,
                 "size":"","credit_rating":55,"assets":1000.50,"channel":"web","registered_on":"2011-01-05"}
                """.formatted(c).replace("\n ", ""));

        assertThat(ended.path("counts").path("created").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        assertThat(request().get("/v1/customers/by-key/demo/" + c).<String>path("assets.amount"))
                .isEqualTo("1000.50");
    }

    @Test
    void theMappingsWordIsLawEvenWhenItIsWrong() {
        String c = fresh("C");
        String file = "订单号;客户号;时间;商品;数量;单价;备注\nA%1$s;%1$s;2011/12/1;P;2;12,50;\n".formatted(c);

        JsonNode comma = Api.importFile("orders", ordersMapping(", \"delimiter\": \",\""), file);
        JsonNode point = Api.importFile("orders", ordersMapping(", \"decimalSeparator\": \".\""), file);
        JsonNode utf16 = Api.importFile("orders", ordersMapping(", \"encoding\": \"UTF-16LE\""), file + "x");

        assertThat(comma.path("problem").path("code").asText()).isEqualTo("COLUMNS");
        assertThat(point.path("counts").path("rejected").asInt()).isEqualTo(1);
        assertThat(utf16.path("state").asText()).isEqualTo("FAILED");
        assertThat(request().get("/v1/customers/by-key/shop/" + c).statusCode()).isEqualTo(404);
    }

    @Test
    void marksReturnsAndCancellationsByColumn() {
        String c = fresh("C");
        String mapping = ordersMapping("""
                , "returns": {"column": "备注", "values": ["退货"]},
                "cancellations": {"column": "备注", "values": ["取消"], "orderKeyPrefix": "X"}""");

        JsonNode ended = Api.importFile("orders", mapping, """
                订单号,客户号,时间,商品,数量,单价,备注
                A%1$s,%1$s,2011/12/1,P,2,10,
                R%1$s,%1$s,2011/12/2,P,1,3,退货
                B%1$s,%1$s,2011/12/2,P,1,100,取消
                X%1$s,%1$s,2011/12/2,P,1,1000,
                """.formatted(c));

        assertThat(ended.path("counts").path("orders").asInt())
                .as(ended.toString())
                .isEqualTo(4);
        assertThat(spend(c).decimalValue()).isEqualByComparingTo("17");
        assertThat(request().get("/v1/orders/by-key/shop/X" + c).<String>path("status"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void namesTheFaultsOfRulesAndFileSettings() {
        Response faults = json("""
                {"type": "products", "source": "s", "encoding": "EBCDIC", "quote": "x", "decimalSeparator": ";",
                 "columns": [{"column": "a", "field": "productKey"}], "returns": {"column": "b"}, "cancellations": {}}""").put("/v1/mappings/" + fresh("m"));

        assertThat(faults.<java.util.List<String>>path("errors.pointer"))
                .containsExactly(
                        "/encoding",
                        "/quote",
                        "/decimalSeparator",
                        "/returns",
                        "/returns/column",
                        "/returns/values",
                        "/cancellations",
                        "/cancellations");
    }

    @Test
    void aCheckDoesEverythingButTheCommit() {
        String c = fresh("C");
        String file = """
                订单号,客户号,时间,商品,数量,单价,备注
                A%1$s,%1$s,2011/12/1,P%1$s,2,10,
                A%1$s,%1$sx,2011/12/1,P%1$s,2,10,
                B%1$s,%1$s,2011/12/1,P%1$s,two,10,
                C%1$s,%1$s,2011/12/1,P%1$s,3,10,
                """.formatted(c);
        String mapping = ordersMapping("");

        JsonNode checked = check("orders", mapping, file);
        int customer = request().get("/v1/customers/by-key/shop/" + c).statusCode();
        int product = request().get("/v1/products/by-key/shop/P" + c).statusCode();
        JsonNode landed = Api.importFile("orders", mapping, file);

        assertThat(checked.path("state").asText()).as(checked.toString()).isEqualTo("SUCCEEDED");
        assertThat(checked.path("validateOnly").asBoolean()).isTrue();
        assertThat(customer).isEqualTo(404);
        assertThat(product).isEqualTo(404);
        assertThat(checked.path("counts")).isEqualTo(landed.path("counts"));
        assertThat(landed.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(rejections(checked)).isEqualTo(rejections(landed)).hasSize(4);
    }

    private static java.util.List<String> rejections(JsonNode ended) {
        return request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString()
                .lines()
                .toList();
    }

    @Test
    void tellsReasonsInTheCallersLanguage() {
        String c = fresh("C");
        String path = "/v1/imports/"
                + Api.importFile("orders", ordersMapping(""), """
                订单号,客户号,时间,商品,数量,单价,备注
                A%1$s,%1$s,2011/12/1,P,2,-3,
                B%1$s,%1$s,2011/12/1,P,2,3,
                B%1$s,%1$sx,2011/12/1,P,2,3,
                """.formatted(c))
                        .path("id")
                        .asText();

        assertThat(request()
                        .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                        .get(path)
                        .<java.util.List<String>>path("rejectedByCode.reason"))
                .containsExactly("同一订单的各行客户、状态、币种或原订单不一致", "价格或成本为负数");
        assertThat(request()
                        .header("Accept-Language", "zh")
                        .accept("text/csv")
                        .get(path + "/rejections")
                        .asString())
                .contains(",2,NEGATIVE_PRICE,单价：“-3”为负数\r\n")
                .contains(",3,CONFLICTING_ORDER,订单 B%s 的各行客户、状态、币种或原订单不一致".formatted(c));
        assertThat(request()
                        .header("Accept-Language", "fr")
                        .get(path + "/rejections")
                        .<java.util.List<String>>path("items.reason"))
                .contains("单价: '-3' is negative");
    }

    @Test
    void refusesAFlagThatIsNone() {
        Response answer = request()
                .contentType("text/csv")
                .queryParam("type", "orders")
                .queryParam("mapping", "fenji-orders")
                .queryParam("validateOnly", "perhaps")
                .body("x")
                .post("/v1/imports");

        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
