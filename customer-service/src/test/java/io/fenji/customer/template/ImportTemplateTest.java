package io.fenji.customer.template;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class ImportTemplateTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh-CN | template-customers-zh | 企业         | C4 成长型   | 2026年6月3日
            en    | template-customers-en | Organisation | C4 growth   | 2026-6-3
            """)
    void aFilledTemplateIsImportedWithItsOwnMapping(
            String language, String mapping, String kind, String risk, String registered) throws IOException {
        String key = fresh("0");
        Map<String, byte[]> parts = template("customers", language);
        List<String> headers = headers(parts);

        JsonNode ended = Api.importFile(
                "customers",
                mapping,
                filled(
                        parts,
                        headers,
                        Map.of(0, key, 1, kind, 2, "深圳某某", 13, "张伟", 14, risk, 16, "13812345678"),
                        Map.of(12, registered)));

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("counts").path("created").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        JsonNode customer = tree(request().get("/v1/customers/by-key/manual/" + key));
        assertThat(customer.path("kind").asText()).isEqualTo("ORGANIZATION");
        assertThat(customer.path("riskAppetite").asText()).isEqualTo("GROWTH");
        assertThat(customer.path("accountManager").asText()).isEqualTo("张伟");
        assertThat(customer.path("registeredOn").asText()).isEqualTo("2026-06-03");
        assertThat(customer.at("/contactPoints/0/value").asText()).isEqualTo("+8613812345678");
    }

    @Test
    void helpsThoseWhoFillIt() throws IOException {
        String sheet = text(template("customers", "zh-CN"), SHEET);

        assertThat(sheet).contains("ySplit=\"1\"").contains("state=\"frozen\"").contains("<dataValidation");
        assertThat(request().get("/v1/mappings/template-customers-zh").<String>path("columns[0].column"))
                .isEqualTo("客户编号");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, template-customers-zh, 是, 2026年6月3日", "en, template-customers-en, yes, 2026-6-3"})
    void customFieldsAreColumnsOfTheTemplateAndItsMapping(String language, String mapping, String yes, String date)
            throws IOException {
        String own = fresh("f");
        field(
                own + "a",
                "{\"type\": \"CHOICE\", \"choices\": [\"蓝\", \"绿\"], \"name\": {\"zh-CN\": \"颜色\", \"en\": \"City\"}}");
        field(own + "b", "{\"type\": \"BOOLEAN\", \"name\": {\"zh-CN\": \"城市\", \"en\": \"code\"}}");
        field(own + "c", "{\"type\": \"DATE\"}");
        try {
            Map<String, byte[]> parts = template("customers", language);
            List<String> headers = headers(parts);
            String key = fresh("0");
            List<String> columns = request().get("/v1/mappings/" + mapping).path("columns.column");
            List<String> fields = request().get("/v1/mappings/" + mapping).path("columns.customField");
            int first = fields.indexOf(own + "a");
            assertThat(columns).hasSize(headers.size()).doesNotHaveDuplicates();

            JsonNode ended = Api.importFile(
                    "customers",
                    mapping,
                    filled(
                            parts,
                            headers,
                            Map.of(0, key, 1, language.equals("en") ? "Person" : "个人"),
                            Map.of(first, "绿", first + 1, yes, first + 2, date)));

            assertThat(ended.path("counts").path("created").asInt())
                    .as(ended.toString())
                    .isEqualTo(1);
            assertThat(tree(request().get("/v1/customers/by-key/manual/" + key)).path("custom"))
                    .hasToString("{\"%1$sa\":\"绿\",\"%1$sb\":true,\"%1$sc\":\"2026-06-03\"}".formatted(own));
            assertThat(text(parts, SHEET)).contains("<dataValidation");
        } finally {
            for (String name : List.of(own + "a", own + "b", own + "c")) {
                request().header("If-Match", "*").queryParam("values", "delete").delete("/v1/custom-fields/" + name);
            }
        }
    }

    private static void field(String key, String body) {
        assertThat(json(body).put("/v1/custom-fields/" + key).statusCode()).isEqualTo(201);
    }

    @Test
    void isThereForEveryTypeAndLanguage() {
        for (String type : List.of(
                "orders",
                "customers",
                "products",
                "interactions",
                "feedback",
                "account-managers",
                "consents",
                "exchange-rates")) {
            for (String language : List.of("zh-CN", "en")) {
                Response answer = request().queryParam("language", language).get("/v1/import-templates/" + type);
                assertThat(answer.statusCode()).as(type).isEqualTo(200);
                assertThat(answer.header("Content-Disposition"))
                        .isEqualTo("attachment; filename=\"template-%s-%s.xlsx\""
                                .formatted(type, language.substring(0, 2)));
                // Who sends it without naming its mapping is understood, too; custom fields are other tests'.
                if (!type.equals("customers")) {
                    Response preview = request()
                            .queryParam("type", type)
                            .contentType("application/octet-stream")
                            .body(answer.asByteArray())
                            .post("/v1/imports:preview");
                    assertThat(preview.<List<String>>path("mapping.ignoredColumns"))
                            .as("%s %s: %s", type, language, preview.asString())
                            .isNullOrEmpty();
                }
            }
        }
        assertThat(request().get("/v1/import-templates/dogs").statusCode()).isEqualTo(404);
        assertThat(request()
                        .queryParam("language", "fr")
                        .get("/v1/import-templates/orders")
                        .statusCode())
                .isEqualTo(400);
    }

    private static Map<String, byte[]> template(String type, String language) throws IOException {
        byte[] file = request()
                .queryParam("language", language)
                .get("/v1/import-templates/" + type)
                .asByteArray();
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static List<String> headers(Map<String, byte[]> parts) {
        return java.util.regex.Pattern.compile("<c r=\"[A-Z]+1\"")
                .matcher(text(parts, SHEET))
                .results()
                .map(match -> match.group())
                .toList();
    }

    /// The template with one more row, as a spreadsheet would write it.
    private static byte[] filled(
            Map<String, byte[]> parts, List<String> headers, Map<Integer, String> cells, Map<Integer, String> more)
            throws IOException {
        Map<Integer, String> all = new HashMap<>(cells);
        all.putAll(more);
        StringBuilder row = new StringBuilder("<row r=\"2\">");
        for (int i = 0; i < headers.size(); i++) {
            if (all.containsKey(i)) {
                String column = headers.get(i).replaceAll("[^A-Z]", "");
                row.append("<c r=\"%s2\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(column, all.get(i)));
            }
        }
        String sheet = text(parts, SHEET).replace("</sheetData>", row + "</row></sheetData>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getKey().equals(SHEET) ? sheet.getBytes(StandardCharsets.UTF_8) : part.getValue());
            }
        }
        return out.toByteArray();
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }
}
