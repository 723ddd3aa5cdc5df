package io.fenji.customer.merge;

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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sources go on writing by their own keys after a merge, and know nothing of each other.
@QuarkusTest
@ServiceTest
class MergedKeysTest {
    private final String a = fresh("KA");
    private final String b = fresh("KB");
    private String survivor = "";
    private String merged = "";
    private String merge = "";

    @BeforeEach
    void mergeTwo() {
        survivor = json("{\"kind\": \"PERSON\"}").put(byKey(a)).path("id");
        merged = json("{\"kind\": \"PERSON\", \"name\": \"%s\"}".formatted(b))
                .put(byKey(b))
                .path("id");
        merge = json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges")
                .path("id");
    }

    @Test
    void anUpsertByOneKeyLeavesTheOther() {
        json("{\"kind\": \"PERSON\", \"name\": \"1\"}").put(byKey(b));
        assertThat(keys()).containsExactly(a, b);
        json("{\"kind\": \"PERSON\", \"name\": \"2\", \"keys\": [%s]}".formatted(key(b)))
                .put(byKey(b));
        assertThat(keys()).containsExactly(a, b);
        json("{\"items\": [{\"kind\": \"PERSON\", \"name\": \"3\", \"keys\": [%s]}]}".formatted(key(b)))
                .post("/v1/customers:batch");
        assertThat(keys()).containsExactly(a, b);
        assertThat(request().get(byKey(a)).<String>path("name")).isEqualTo("3");

        Response again = json("{\"kind\": \"PERSON\", \"name\": \"4\"}").put(byKey(a));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("id")).isEqualTo(survivor);
    }

    @Test
    void aPutByIdStillSaysWhichKeysThereAre() {
        request()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"kind\": \"PERSON\", \"keys\": [%s]}".formatted(key(a)))
                .put("/v1/customers/" + survivor)
                .then()
                .statusCode(200);

        assertThat(keys()).containsExactly(a);
    }

    @Test
    void aBatchWithBothKeysOfOneCustomerRefusesTheSecondAndShowsNoContactValue() {
        JsonNode landed = tree(json("""
                {"items": [
                  {"kind": "PERSON", "keys": [%s], "name": "one", "contactPoints": [{"type": "PHONE", "value": "13800138000"}]},
                  {"kind": "PERSON", "keys": [%s], "name": "two", "contactPoints": [{"type": "PHONE", "value": "13800138001"}]}]}""".formatted(key(b), key(a))).post("/v1/customers:batch"));

        assertThatJson(landed).inPath("items[*].status").isEqualTo("[\"UPDATED\", \"REJECTED\"]");
        assertThatJson(landed.at("/items/1/errors/0")).isEqualTo("""
                {"pointer": "/items/1/keys/0", "code": "DUPLICATE_KEY", "detail": "is a key of the customer of item 0"}""");
        assertThat(request().get(byKey(a)).<String>path("name")).isEqualTo("one");
    }

    @Test
    void aFileWithBothKeysHasTheValuesOfItsLastRowAndTheSameFileChangesNothing() {
        String file = """
                key,kind,name
                %s,PERSON,one
                %s,PERSON,two
                """;
        String both = file.formatted(b, a);
        String mapping = fresh("m");
        json("""
                {"type": "customers", "source": "crm",
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "kind", "field": "customerKind"},
                             {"column": "name", "field": "customerName"}]}""").put("/v1/mappings/" + mapping).then().statusCode(201);

        JsonNode first = Api.importFile("customers", mapping, both);
        JsonNode second = Api.importFile("customers", mapping, both);

        assertThat(first.path("state").asText()).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThat(request().get(byKey(a)).<String>path("name")).isEqualTo("two");
        assertThat(second.at("/counts/updated").asInt()).as(second.toString()).isZero();
    }

    @Test
    void aCustomerThatIsDeletedStandsInNoMergeAnyMore() {
        request().post("/v1/merges/%s:undo".formatted(merge)).then().statusCode(200);
        delete(merged);
        assertThat(request().get("/v1/merges/" + merge).statusCode()).isEqualTo(404);

        String c = json("{\"kind\": \"PERSON\"}").put(byKey(fresh("KC"))).path("id");
        String d = json("{\"kind\": \"PERSON\"}").put(byKey(fresh("KD"))).path("id");
        String first = mergeOf(survivor, d);
        String second = mergeOf(c, survivor);
        delete(c);
        assertThat(request().get("/v1/merges/" + first).statusCode()).isEqualTo(404);
        assertThat(request().get("/v1/merges/" + second).statusCode()).isEqualTo(404);
    }

    @Test
    void everyWriteToAMergedCustomerSaysWhoItIsNow() {
        String path = "/v1/customers/" + merged;
        String person = "{\"kind\": \"PERSON\"}";

        assertThat(List.of(
                        request().get(path).statusCode(),
                        json(person).header("If-Match", "*").put(path).statusCode(),
                        request()
                                .contentType("application/merge-patch+json")
                                .header("If-Match", "*")
                                .body("{\"name\": \"x\"}")
                                .patch(path)
                                .statusCode(),
                        request().header("If-Match", "*").delete(path).statusCode(),
                        request().get(path + "/consents").statusCode(),
                        json("{\"purpose\": \"sms\", \"given\": true}")
                                .post(path + "/consents")
                                .statusCode()))
                .containsOnly(410);
    }

    private static String mergeOf(String survivor, String merged) {
        return json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges")
                .path("id");
    }

    private static void delete(String id) {
        request().header("If-Match", "*").delete("/v1/customers/" + id).then().statusCode(204);
    }

    private List<String> keys() {
        return request().get("/v1/customers/" + survivor).path("keys.key");
    }

    private static String byKey(String key) {
        return "/v1/customers/by-key/crm/" + key;
    }

    private static String key(String key) {
        return "{\"source\": \"crm\", \"key\": \"%s\"}".formatted(key);
    }
}
