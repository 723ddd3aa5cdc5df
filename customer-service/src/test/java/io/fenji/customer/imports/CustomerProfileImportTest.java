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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Profile, contact points and custom fields of customers from files.
@QuarkusTest
@ServiceTest
class CustomerProfileImportTest {
    @Test
    void theFileIsTheMasterOfWhatItMapsAndOfItsOwnContactPoints() {
        String grade = fresh("f");
        String since = fresh("f");
        String mapping = fresh("m");
        String source = fresh("src");
        json("{\"type\": \"NUMBER\"}").put("/v1/custom-fields/" + grade);
        json("{\"type\": \"DATE\"}").put("/v1/custom-fields/" + since);
        json("""
                {"type": "customers", "source": "%s",
                 "columns": [{"column": "id", "field": "customerKey"}, {"column": "country", "field": "country"},
                             {"column": "owner", "field": "accountManager"}, {"column": "risk", "field": "riskAppetite"},
                             {"column": "tax", "field": "taxNumber"}, {"column": "phone", "field": "phone"},
                             {"column": "mail", "field": "email"},
                             {"column": "grade", "field": "custom", "customField": "%s"},
                             {"column": "since", "field": "custom", "customField": "%s", "patterns": ["d.M.yyyy"]}],
                 "defaults": {"customerKind": "PERSON"}}""".formatted(source, grade, since))
                .put("/v1/mappings/" + mapping)
                .then()
                .statusCode(201);
        String head = "id,country,owner,risk,tax,phone,mail,grade,since\n";
        String a = fresh("A");
        String b = fresh("B");
        String path = "/v1/customers/by-key/%s/".formatted(source);

        JsonNode first = Api.importFile(
                "customers",
                mapping,
                head
                        + a + ",GB,Ann,STEADY,GB1,020 7946 0018,Ann@EXAMPLE.com,2.50,3.6.2026\n"
                        + b + ",CN,,,,138 1234 5678,,,\n"
                        + fresh("X") + ",CN,,,,12,,,\n"
                        + fresh("X") + ",CN,,,,,,two,\n"
                        + fresh("X") + ",CN,,BOLD,,,,,\n"
                        + fresh("X") + ",CN,,,GB_1,,,,\n");
        JsonNode customer = tree(request().get(path + a));
        json("""
                {"contactPoints": [{"type": "PHONE", "value": "+442079460018", "label": "%s"},
                                   {"type": "EMAIL", "value": "Ann@example.com", "label": "%s"},
                                   {"type": "WECHAT", "value": "ann"}]}""".formatted(source, source))
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .patch(path + a)
                .then()
                .statusCode(200);
        JsonNode second = Api.importFile(
                "customers",
                mapping,
                head + a + ",GB,Ann,,GB1,020 7946 0019,,,3.6.2026\n" + b + ",CN,,,,138 1234 5678,,,\n");

        assertThat(first.path("state").asText()).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThatJson(first.path("rejectedByCode"))
                .inPath("$[*].code")
                .isArray()
                .containsExactlyInAnyOrder("INVALID_CONTACT", "INVALID_CUSTOM_VALUE", "INVALID_CODE");
        assertThat(first.at("/counts/rejected").asInt()).isEqualTo(4);
        assertThat(customer.path("riskAppetite").asText()).isEqualTo("STEADY");
        assertThat(customer.path("taxNumber").asText()).isEqualTo("GB1");
        assertThatJson(customer.path("custom"))
                .isEqualTo("{\"%s\": 2.5, \"%s\": \"2026-06-03\"}".formatted(grade, since));
        assertThatJson(customer.path("contactPoints")).isEqualTo("""
                [{"type": "PHONE", "value": "+442079460018", "label": "%1$s", "preferred": false},
                 {"type": "EMAIL", "value": "Ann@example.com", "label": "%1$s", "preferred": false}]""".formatted(source));
        assertThat(second.at("/counts/updated").asInt()).as(second.toString()).isEqualTo(1);
        assertThat(second.at("/counts/unchanged").asInt()).isEqualTo(1);
        JsonNode later = tree(request().get(path + a));
        assertThat(later.path("riskAppetite").isMissingNode()).isTrue();
        assertThatJson(later.path("custom")).isEqualTo("{\"%s\": \"2026-06-03\"}".formatted(since));
        assertThatJson(later.path("contactPoints")).isEqualTo("""
                [{"type": "PHONE", "value": "+442079460019", "label": "%s", "preferred": false},
                 {"type": "WECHAT", "value": "ann", "preferred": false}]""".formatted(source));
    }

    @Test
    void afterAMergeEachKeyHasContactPointsOfItsOwn() {
        String source = fresh("src");
        json("""
                {"type": "customers", "source": "%s",
                 "columns": [{"column": "id", "field": "customerKey"}, {"column": "phone", "field": "phone"}],
                 "defaults": {"customerKind": "PERSON"}}""".formatted(source)).put("/v1/mappings/" + source);
        Api.importFile("customers", source, "id,phone\nA,13812345671\nB,13812345672\n");
        String merge = json("""
                {"survivor": {"key": {"source": "%1$s", "key": "A"}}, "merged": [{"key": {"source": "%1$s", "key": "B"}}]}""".formatted(source)).post("/v1/merges").path("id");

        Api.importFile("customers", source, "id,phone\nA,13812345673\nB,13812345671\n");

        assertThat(phones(source, "A")).containsExactlyInAnyOrder("+8613812345673", "+8613812345671");
        request().post("/v1/merges/%s:undo".formatted(merge)).then().statusCode(200);
        assertThat(phones(source, "A")).containsExactly("+8613812345673");
        assertThat(phones(source, "B")).containsExactly("+8613812345671");
    }

    @Test
    void theCountryTellsWhatANumberWithoutCodeIs() {
        String source = fresh("src");
        json("""
                {"type": "customers", "source": "%s", "columns": [{"column": "id", "field": "customerKey"},
                 {"column": "country", "field": "country"}, {"column": "phone", "field": "phone"}],
                 "defaults": {"customerKind": "PERSON"}}""".formatted(source)).put("/v1/mappings/" + source);

        JsonNode ended = Api.importFile(
                "customers",
                source,
                "id,country,phone\nA,United States,(212) 555-0123\nB,美国,+8613812345678\nC,,13812345678\nD,Atlantis,13812345678\n");
        Response single = json("""
                {"kind": "PERSON", "country": "美国", "contactPoints": [{"type": "PHONE", "value": "212 555 0123"}]}""").put("/v1/customers/by-key/%s/E".formatted(source));

        assertThat(phones(source, "A")).containsExactly("+12125550123");
        assertThat(phones(source, "B")).containsExactly("+8613812345678");
        assertThat(phones(source, "C")).containsExactly("+8613812345678");
        assertThatJson(ended.path("rejectedByCode")).inPath("$[*].code").isEqualTo("[\"INVALID_CONTACT\"]");
        assertThat(single.<String>path("contactPoints[0].value")).isEqualTo("+12125550123");
    }

    private static List<String> phones(String source, String key) {
        return request()
                .get("/v1/customers/by-key/%s/%s".formatted(source, key))
                .path("contactPoints.value");
    }

    @Test
    void aCustomNumberShowsTheDecimalComma() {
        String field = fresh("f");
        json("{\"type\": \"NUMBER\"}").put("/v1/custom-fields/" + field);
        json("""
                {"type": "customers", "source": "%1$s",
                 "columns": [{"column": "id", "field": "customerKey"},
                             {"column": "n", "field": "custom", "customField": "%1$s"}],
                 "defaults": {"customerKind": "PERSON"}}""".formatted(field)).put("/v1/mappings/" + field);

        JsonNode ended = Api.importFile("customers", field, "id;n\nA;12,5\nB;7\n");

        assertThat(ended.at("/counts/landed").asInt()).as(ended.toString()).isEqualTo(2);
        assertThatJson(request()
                        .get("/v1/customers/by-key/%s/A".formatted(field))
                        .asString())
                .inPath("$.custom." + field)
                .isEqualTo(12.5);
    }

    @Test
    void refusesAFileForAFieldThatNobodyDeclared() {
        String mapping = fresh("m");
        json("""
                {"type": "customers", "source": "crm",
                 "columns": [{"column": "id", "field": "customerKey"},
                             {"column": "x", "field": "custom", "customField": "nobodys"}],
                 "defaults": {"customerKind": "PERSON"}}""").put("/v1/mappings/" + mapping).then().statusCode(201);

        JsonNode ended = Api.importFile("customers", mapping, "id,x\n1,2\n");

        assertThat(ended.path("state").asText()).isEqualTo("FAILED");
        assertThat(ended.at("/problem/code").asText()).isEqualTo("UNKNOWN_CUSTOM_FIELD");
    }

    @Test
    void recognisesChineseHeadersAndShowsHowRowsWouldLand() {
        JsonNode preview = tree(request()
                .contentType("application/octet-stream")
                .queryParam("type", "customers")
                .body("客户编号,客户类型,手机号,邮箱,微信号,客户经理,风险等级,税号\n1,个人,138 1234 5678,a@B.com,w1,张伟,稳健型,T1\n"
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports:preview"));

        assertThatJson(preview.at("/rows/0/values")).isEqualTo("""
                {"customerKey": "1", "customerKind": "PERSON", "phone": "+8613812345678", "email": "a@b.com",
                 "wechat": "w1", "accountManager": "张伟", "riskAppetite": "STEADY", "taxNumber": "T1"}""");
    }
}
