package io.fenji.customer.imports;

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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class PreviewResourceTest {
    private static Response post(byte[] file, String... parameters) {
        var request = request().contentType("application/octet-stream").body(file);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.post("/v1/imports:preview");
    }

    private static JsonNode preview(String file) {
        Response answer = post(file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return tree(answer);
    }

    @Test
    void proposesAMappingForChineseOrdersAndShowsHowTheyWouldLand() {
        Response answer = post("""
                订单编号;客户编号;下单时间;商品编码;数量;单价(元);订单状态;备注
                A1;C1;2011/12/1 9:05;P1;2;12,50;已完成;急
                A2;;2011/12/1 9:05;P1;2;12,50;已取消;
                A3;C3;2011/12/1 9:05;P1;x;3,00;已取消;
                """.getBytes(Charset.forName("GB18030")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .whenIgnoringPaths("mapping.columns[*].optional")
                .isEqualTo("""
                {"file": {"kind": "CSV", "packing": "NONE", "encoding": "GB18030", "delimiter": ";", "quote": "\\"",
                          "decimalSeparator": ","},
                 "columns": ["订单编号", "客户编号", "下单时间", "商品编码", "数量", "单价(元)", "订单状态", "备注"],
                 "mapping": {"type": "orders", "source": "import", "ignoredColumns": ["备注"], "columns": [
                    {"column": "订单编号", "field": "orderKey"}, {"column": "客户编号", "field": "customerKey"},
                    {"column": "下单时间", "field": "orderedAt", "patterns": ["yyyy/M/d H:mm"]},
                    {"column": "商品编码", "field": "productKey"}, {"column": "数量", "field": "quantity"},
                    {"column": "单价(元)", "field": "unitPrice"},
                    {"column": "订单状态", "field": "status", "values": {"已完成": "COMPLETED", "已取消": "CANCELLED"}}]},
                 "notes": [],
                 "rows": [
                   {"line": 2, "values": {"customerKey": "C1", "orderKey": "A1", "orderedAt": "2011-12-01T09:05:00Z",
                    "status": "COMPLETED", "productKey": "P1", "quantity": "2", "unitPrice": "12.50"}},
                   {"line": 3, "code": "MISSING_CUSTOMER", "reason": "'客户编号' is empty"},
                   {"line": 4, "code": "INVALID_NUMBER", "reason": "数量: 'x' is not a decimal number"}]}""");
    }

    @Test
    void aProposalImportsTheFileItCameFrom() {
        String key = Api.fresh("P");
        String file = "SKU,Product Name,Category,Price\n%s,Tea,drinks,9.90\n".formatted(key);
        JsonNode preview = preview(file);

        assertThat(preview.path("mapping").path("type").asText()).isEqualTo("products");
        json(preview.path("mapping").toString()).put("/v1/mappings/" + key.toLowerCase());
        JsonNode ended = Api.importFile("products", key.toLowerCase(), file);

        assertThat(ended.path("counts").path("created").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        assertThat(request().get("/v1/products/by-key/import/" + key).<String>path("name"))
                .isEqualTo("Tea");
    }

    @Test
    void columnsWithTheKeyOrANameOfACustomFieldFillIt() {
        String since = Api.fresh("since");
        String level = Api.fresh("level");
        json("{\"type\": \"DATE\"}").put("/v1/custom-fields/" + since);
        json("{\"type\": \"NUMBER\", \"name\": {\"zh-CN\": \"会员积分%1$s\", \"en\": \"Points %1$s\"}}".formatted(level))
                .put("/v1/custom-fields/" + level);

        JsonNode preview = preview("""
                客户编号,客户名称,会员积分%1$s,Points %1$s,%2$s,line,code,reason
                1,王芳,"12.5",7,2011年3月4日,2,INVALID_DATE,why
                """.formatted(level, since.toUpperCase(Locale.ROOT)));

        assertThat(preview.path("notes")).as(preview.toString()).isEmpty();
        assertThatJson(preview.at("/mapping/columns").toString())
                .whenIgnoringPaths("[*].optional")
                .isEqualTo("""
                        [{"column": "客户编号", "field": "customerKey"}, {"column": "客户名称", "field": "customerName"},
                         {"column": "会员积分%1$s", "field": "custom", "customField": "%1$s"},
                         {"column": "%3$s", "field": "custom", "customField": "%2$s", "patterns": ["yyyy年M月d日"]}]""".formatted(level, since, since.toUpperCase(Locale.ROOT)));
        assertThatJson(preview.at("/mapping/ignoredColumns").toString()).isEqualTo("[\"Points %s\"]".formatted(level));
        assertThatJson(preview.at("/rows/0/values/custom").asText())
                .isEqualTo("{\"%s\": 12.5, \"%s\": \"2011-03-04\"}".formatted(level, since));
    }

    @Test
    void notesWhatItCannotTell() {
        JsonNode orders = preview("order id,customer id,order date,amount\n1,2,03/04/2011,5\n");
        JsonNode customers = preview("客户编号,客户名称,注册日期\n1,王芳,昨天\n");

        assertThat(orders.path("notes").findValuesAsText("code"))
                .containsExactly("AMBIGUOUS_PATTERN", "MISSING_FIELD", "MISSING_FIELD");
        assertThat(orders.path("rows")).isEmpty();
        assertThat(customers
                        .path("mapping")
                        .path("defaults")
                        .path("customerKind")
                        .asText())
                .isEqualTo("PERSON");
        assertThat(customers.path("notes").findValuesAsText("code")).containsExactly("NO_PATTERN");
        assertThat(customers.path("rows").get(0).path("code").asText()).isEqualTo("INVALID_DATE");
    }

    @Test
    void badDatesRefuseTheirRowsAndNoOthers() {
        JsonNode mixed = preview("""
                客户编号,客户名称,注册日期
                1,王芳,2011/1/5
                2,李雷,2011/2/30
                3,韩梅,2011/12/25
                4,陈明,2011年3月4日
                5,赵云,昨天
                """);

        assertThat(mixed.at("/mapping/columns/2/patterns")).hasToString("[\"yyyy/M/d\",\"yyyy年M月d日\"]");
        assertThat(mixed.path("notes").findValuesAsText("code")).containsExactly("INVALID_DATES");
        assertThat(mixed.path("rows").findValuesAsText("code")).containsExactly("INVALID_DATE", "INVALID_DATE");
        assertThat(mixed.at("/rows/3/values/registeredOn").asText()).isEqualTo("2011-03-04");
    }

    @Test
    void readsTheFirstBytesOfAPackedFile() {
        StringBuilder rows = new StringBuilder("key,kind,name\n");
        new java.util.Random(7).ints(200_000).forEach(i -> rows.append(i).append(",PERSON,王芳\n"));
        byte[] gzip = Api.gzip(rows.toString().getBytes(StandardCharsets.UTF_8));

        JsonNode cut = tree(post(Arrays.copyOf(gzip, 50_000)));
        Response whole = post(rows.toString().getBytes(StandardCharsets.UTF_8), "type", "customers");

        assertThat(cut.path("rows")).hasSize(20);
        assertThat(cut.path("rows").get(0).path("values").path("customerName").asText())
                .isEqualTo("王芳");
        assertThat(tree(whole).path("rows")).isEqualTo(cut.path("rows"));
    }

    @Test
    void showsHowAMappingReadsTheFile() {
        JsonNode shown = tree(post(
                "key,name,category,unit_cost,unit_price\nP,茶,tea,4.00,-1\n".getBytes(StandardCharsets.UTF_8),
                "mapping",
                "fenji-products"));

        assertThat(shown.path("rows").get(0).path("code").asText()).isEqualTo("NEGATIVE_PRICE");
        assertThat(post("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "mapping", "fenji-products")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(new byte[0]).statusCode()).isEqualTo(422);
        assertThat(post(new byte[] {'P', 'K', 3, 4, 0}).<String>path("code")).isEqualTo("CORRUPT_FILE");
        assertThat(post(new byte[] {1}, "mapping", "nobody").statusCode()).isEqualTo(422);
        assertThat(post(new byte[] {1}, "type", "people").statusCode()).isEqualTo(400);
    }

    @Test
    void proposesUsableMappingsForRealFiles() throws IOException {
        Path data = Path.of("../../shared/data");
        assumeTrue(Files.isDirectory(data), "../shared/data is not here");

        JsonNode retail = tree(
                post(Arrays.copyOf(Files.readAllBytes(data.resolve("online-retail/online_retail.csv.gz")), 1 << 20)));
        JsonNode pipeline = tree(post(Files.readAllBytes(data.resolve("b2b-crm/sales_pipeline.csv"))));
        JsonNode accounts = tree(post(Files.readAllBytes(data.resolve("b2b-crm/accounts.csv"))));

        assertThat(retail.path("mapping").path("type").asText()).isEqualTo("orders");
        assertThat(retail.path("notes")).as(retail.path("notes").toString()).isEmpty();
        assertThat(retail.path("rows").get(0).path("values").path("quantity").asText())
                .isEqualTo("6");
        assertThat(pipeline.path("notes")).as(pipeline.path("notes").toString()).isEmpty();
        assertThat(pipeline.path("rows").get(0).path("values").path("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(accounts.path("mapping").path("type").asText()).isEqualTo("customers");
        assertThat(accounts.path("rows")
                        .get(0)
                        .path("values")
                        .path("customerKey")
                        .asText())
                .isEqualTo("Acme Corporation");
    }
}
