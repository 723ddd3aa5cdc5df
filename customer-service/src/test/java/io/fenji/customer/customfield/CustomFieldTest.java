package io.fenji.customer.customfield;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CustomFieldTest {
    @Test
    void declaresReadsAndChangesAField() {
        String path = "/v1/custom-fields/" + fresh("f");
        Response created =
                json("{\"type\": \"TEXT\", \"name\": {\"zh-CN\": \"备注\"}}").put(path);
        Response same =
                json("{\"type\": \"TEXT\", \"name\": {\"zh-CN\": \"备注\"}}").put(path);
        Response changed =
                json("{\"type\": \"NUMBER\"}").header("If-Match", "\"1\"").put(path);

        assertThat(List.of(created.statusCode(), same.statusCode(), changed.statusCode()))
                .containsExactly(201, 200, 200);
        assertThat(created.header("Location")).endsWith(path);
        assertThat(List.of(created.header("ETag"), same.header("ETag"), changed.header("ETag")))
                .containsExactly("\"1\"", "\"1\"", "\"2\"");
        assertThatJson(request().get(path).asString())
                .isEqualTo("""
                {"key": "%s", "type": "NUMBER", "analytic": false, "createdAt": "${json-unit.any-string}",
                 "updatedAt": "${json-unit.any-string}"}""".formatted(path.substring(path.lastIndexOf('/') + 1)));
        assertThat(json("{\"type\": \"TEXT\"}")
                        .header("If-Match", "\"1\"")
                        .put(path)
                        .statusCode())
                .isEqualTo(412);
        assertThat(request().get("/v1/custom-fields").<List<String>>path("items.key"))
                .contains(path.substring(path.lastIndexOf('/') + 1));
        assertThat(request().delete(path).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(204);
        assertThat(request().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesDeclarationsThatMakeNoSense() {
        String path = "/v1/custom-fields/" + fresh("f");

        assertThat(List.of(
                        json("{\"type\": \"CHOICE\"}").put(path).statusCode(),
                        json("{\"type\": \"TEXT\", \"choices\": [\"a\"]}")
                                .put(path)
                                .statusCode(),
                        json("{\"type\": \"TEXT\", \"name\": {\"fr\": \"a\"}}")
                                .put(path)
                                .statusCode(),
                        json("{\"type\": \"COLOUR\"}").put(path).statusCode(),
                        json("{}").put(path).statusCode(),
                        json("{\"type\": \"TEXT\"}")
                                .put("/v1/custom-fields/Not-a-key")
                                .statusCode()))
                .containsExactly(422, 422, 422, 400, 400, 400);
        assertThat(request().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void checksValuesByTheirDeclaration() {
        String text = declare("TEXT", "");
        String number = declare("NUMBER", "");
        String date = declare("DATE", "");
        String flag = declare("BOOLEAN", "");
        String choice = declare("CHOICE", ", \"choices\": [\"A\", \"B\"]");

        Response good = json("""
                {"kind": "PERSON", "custom": {"%s": "x", "%s": 12.50, "%s": "2026-02-28", "%s": true, "%s": "B"}}
                """.formatted(text, number, date, flag, choice)).post("/v1/customers");
        Response bad = json("""
                {"kind": "PERSON", "custom": {"%s": 1, "%s": "12", "%s": "2026-02-30", "%s": "true", "%s": "C", "none": 1}}
                """.formatted(text, number, date, flag, choice)).post("/v1/customers");

        assertThat(good.statusCode()).as(good.asString()).isEqualTo(201);
        assertThatJson(request().get("/v1/customers/" + good.path("id")).<Object>path("custom"))
                .isEqualTo("""
                        {"%s": "x", "%s": 12.5, "%s": "2026-02-28", "%s": true, "%s": "B"}""".formatted(text, number, date, flag, choice));
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/custom/" + text,
                        "/custom/" + number,
                        "/custom/" + date,
                        "/custom/" + flag,
                        "/custom/" + choice,
                        "/custom/none");
    }

    @Test
    void keepsTheDeclarationOfAFieldInUseUntilItsValuesGoToo() {
        String key = declare("CHOICE", ", \"choices\": [\"A\", \"B\"]");
        String path = "/v1/custom-fields/" + key;
        Response customer = json("{\"kind\": \"PERSON\", \"custom\": {\"%s\": \"A\"}}".formatted(key))
                .post("/v1/customers");
        String address = "/v1/customers/" + customer.path("id");

        assertThat(json("{\"type\": \"TEXT\"}").put(path).<String>path("code")).isEqualTo("CUSTOM_FIELD_IN_USE");
        assertThat(json("{\"type\": \"CHOICE\", \"choices\": [\"B\"]}")
                        .put(path)
                        .statusCode())
                .isEqualTo(409);
        assertThat(json("{\"type\": \"CHOICE\", \"choices\": [\"A\"]}")
                        .put(path)
                        .statusCode())
                .isEqualTo(200);
        assertThat(request().header("If-Match", "*").delete(path).statusCode()).isEqualTo(409);
        assertThat(request()
                        .header("If-Match", "*")
                        .queryParam("values", "delete")
                        .delete(path)
                        .statusCode())
                .isEqualTo(204);
        assertThat(request().get(address).<Object>path("custom")).isNull();
        assertThat(request().get(address).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void theFeedCarriesProfileAndAnalyticFields() {
        String level = declare("NUMBER", ", \"analytic\": true");
        String note = declare("TEXT", "");
        String key = fresh("C");
        String start = Api.feed(null).next();
        json("""
                {"kind": "PERSON", "accountManager": "张伟", "riskAppetite": "GROWTH", "taxNumber": "91440300708461136T",
                 "custom": {"%s": 3, "%s": "secret"},
                 "contactPoints": [{"type": "EMAIL", "value": "a@example.com"}]}""".formatted(level, note)).put("/v1/customers/by-key/crm/" + key);

        Api.Feed first = Api.feed(start);
        json("{\"type\": \"NUMBER\", \"analytic\": false}").put("/v1/custom-fields/" + level);
        Api.Feed second = Api.feed(first.next());

        assertThatJson(attributes(first, key)).isEqualTo("""
                {"kind": "PERSON", "accountManager": "张伟", "riskAppetite": "GROWTH", "custom.%s": "3"}""".formatted(level));
        assertThatJson(attributes(second, key)).isEqualTo("""
                {"kind": "PERSON", "accountManager": "张伟", "riskAppetite": "GROWTH"}""");
    }

    private static JsonNode attributes(Api.Feed feed, String key) {
        return feed.items().stream()
                .filter(item -> item.at("/keys/0/key").asText().equals(key))
                .findFirst()
                .orElseThrow()
                .path("attributes");
    }

    private static String declare(String type, String more) {
        String key = fresh("f");
        assertThat(json("{\"type\": \"%s\"%s}".formatted(type, more))
                        .put("/v1/custom-fields/" + key)
                        .statusCode())
                .isEqualTo(201);
        return key;
    }
}
