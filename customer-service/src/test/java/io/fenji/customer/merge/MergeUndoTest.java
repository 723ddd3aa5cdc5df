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
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A merged customer can be written like any other, and an undo puts together what belongs together.
@QuarkusTest
@ServiceTest
class MergeUndoTest {
    @Inject
    Database database;

    private final String mine = fresh("U");

    @Test
    void aFieldOfSeveralColumnsGoesBackAsAWholeOrNotAtAll() {
        String survivor = customer("a", "");
        String merged = customer("b", """
                , "assets": {"amount": "100", "currency": "GBP"}, "province": "Shandong", "city": "Jinan" """);
        String merge = merge(survivor, merged).path("id");
        patch(survivor, "{\"assets\": {\"amount\": \"200\", \"currency\": \"GBP\"}, \"city\": \"Qingdao\"}");

        Response undone = undo(merge);

        assertThat(undone.statusCode()).as(undone.asString()).isEqualTo(200);
        JsonNode now = customer(survivor);
        assertThatJson(now.path("assets")).isEqualTo("{\"amount\": \"200\", \"currency\": \"GBP\"}");
        assertThat(now.path("city").asText()).isEqualTo("Qingdao");
        assertThat(now.path("province").asText()).isEqualTo("Shandong");
    }

    @Test
    void customFieldsGoBackOneByOneAndOnlyThoseThatAreDeclaredStill() {
        String changed = field();
        String kept = field();
        String removed = field();
        String survivor = customer("a", ", \"custom\": {\"%s\": \"old\", \"%s\": \"x\"}".formatted(kept, removed));
        String merged = customer("b", ", \"custom\": {\"%s\": \"b\"}".formatted(changed));
        String merge = json("""
                {"survivor": {"id": "%s"}, "merged": [{"id": "%s"}]}""".formatted(survivor, merged)).post("/v1/merges").path("id");
        patch(survivor, "{\"custom\": {\"%s\": \"new\", \"%s\": null}}".formatted(kept, removed));
        String gone = "/v1/custom-fields/" + removed;
        request()
                .header("If-Match", request().get(gone).header("ETag"))
                .delete(gone)
                .then()
                .statusCode(204);

        undo(merge).then().statusCode(200);

        assertThatJson(customer(survivor).path("custom")).isEqualTo("{\"%s\": \"new\"}".formatted(kept));
        assertThatJson(customer(merged).path("custom")).isEqualTo("{\"%s\": \"b\"}".formatted(changed));
    }

    @Test
    void aDeclarationThatIsGoneDoesNotComeBackWithAMergedCustomer() {
        String field = field();
        String survivor = customer("a", "");
        String merged = customer("b", ", \"custom\": {\"%s\": \"b\"}".formatted(field));
        String merge = merge(survivor, merged).path("id");
        patch(survivor, "{\"custom\": null}");
        String gone = "/v1/custom-fields/" + field;
        request()
                .header("If-Match", request().get(gone).header("ETag"))
                .delete(gone)
                .then()
                .statusCode(204);

        undo(merge).then().statusCode(200);

        patch(merged, "{\"name\": \"again\"}");
        assertThat(customer(merged).has("custom")).isFalse();
    }

    @Test
    void ofAllPreferredContactPointsOneStaysSoUntilTheUndo() {
        String survivor = customer("a", points("13800000001", "13800000002"));
        String merged = customer("b", points("13800000003", "13800000002"));
        String third = customer("c", points("13800000004", "13800000005"));
        String merge =
                json("""
                {"survivor": {"id": "%s"}, "merged": [{"id": "%s"}, {"id": "%s"}]}""".formatted(survivor, merged, third)).post("/v1/merges").path("id");

        assertThat(preferred(survivor)).containsExactly("+8613800000001");
        patch(survivor, "{\"name\": \"x\"}");
        JsonNode read = customer(survivor);
        assertThat(read.path("contactPoints")).hasSize(5);

        undo(merge).then().statusCode(200);
        assertThat(preferred(survivor)).containsExactly("+8613800000001");
        assertThat(preferred(merged)).containsExactly("+8613800000003");
        assertThat(preferred(third)).containsExactly("+8613800000004");
        List<String> kept = database.call(connection -> Sql.list(
                connection,
                "select contact_points || to_jsonb(preferred_points) from merge_members where merge_id = ?::uuid",
                row -> row.getString(1),
                merge));
        assertThat(kept).containsExactly("[]", "[]");
    }

    @Test
    void whatIsPreferredSinceStaysSo() {
        String survivor = customer("a", "");
        String merged = customer("b", points("13800000011", "13800000012"));
        String third = customer("c", points("13800000013", "13800000014"));
        String merge =
                json("""
                {"survivor": {"id": "%s"}, "merged": [{"id": "%s"}, {"id": "%s"}]}""".formatted(survivor, merged, third)).post("/v1/merges").path("id");
        patch(survivor, """
                {"contactPoints": [{"type": "PHONE", "value": "13800000011"}, {"type": "PHONE", "value": "13800000012"},
                                   {"type": "PHONE", "value": "13800000013"},
                                   {"type": "PHONE", "value": "13800000014", "preferred": true}]}""");

        undo(merge).then().statusCode(200);

        assertThat(preferred(third)).containsExactly("+8613800000014");
        patch(third, "{\"name\": \"x\"}");
    }

    @Test
    void aMergedContactPointThatIsSpeltAnewGoesBackSo() {
        String survivor = customer("a", "");
        String merged = customer("b", ", \"contactPoints\": [{\"type\": \"EMAIL\", \"value\": \"Bob@x.com\"}]");
        String merge = merge(survivor, merged).path("id");
        patch(survivor, "{\"contactPoints\": [{\"type\": \"EMAIL\", \"value\": \"bob@x.com\"}]}");

        assertThat(customer(survivor).at("/contactPoints/0/value").asText()).isEqualTo("bob@x.com");
        undo(merge).then().statusCode(200);
        assertThat(customer(merged).at("/contactPoints/0/value").asText()).isEqualTo("bob@x.com");
    }

    /// Replaced lists: one's own value took the place of the other's, and a new one that of both.
    @ParameterizedTest
    @ValueSource(strings = {"+8613800000021", "+8613800000022", "+8613800000023", "+8613800000029"})
    void contactPointsThatWereReplacedOnTheSurvivorAreThereAgainForBoth(String left) {
        String survivor = customer("a", points("13800000021", "13800000023"));
        String merged = customer("b", points("13800000022", "13800000023"));
        List<JsonNode> before = List.of(
                customer(survivor).path("contactPoints"), customer(merged).path("contactPoints"));
        String merge = merge(survivor, merged).path("id");
        patch(survivor, """
                {"contactPoints": [{"type": "PHONE", "value": "%s"}, {"type": "EMAIL", "value": "%s@example.com"}]}""".formatted(left, mine));

        undo(merge).then().statusCode(200);

        assertThat(customer(merged).path("contactPoints").findValuesAsText("value"))
                .isEqualTo(before.get(1).findValuesAsText("value"));
        assertThat(preferred(merged)).containsExactly("+8613800000022");
        boolean another = left.endsWith("29");
        assertThat(customer(survivor).path("contactPoints").findValuesAsText("value"))
                .as("what came since stays with the survivor, and in the place of what it replaced")
                .containsExactlyInAnyOrderElementsOf(
                        another
                                ? List.of(left, mine + "@example.com")
                                : List.of("+8613800000021", "+8613800000023", mine + "@example.com"));
    }

    /// As many as it had before have come since, of other types.
    @Test
    void anUndoLeavesNobodyMoreContactPointsThanACustomerMayHave() {
        String survivor = customer(
                "a",
                ", \"contactPoints\": [%s, {\"type\": \"EMAIL\", \"value\": \"%s@example.com\", \"preferred\": true}]"
                        .formatted(listed("WECHAT", "w", 26), mine));
        String merged = customer("b", points("13800000041", "13800000042"));
        String merge = merge(survivor, merged).path("id");
        patch(survivor, "{\"contactPoints\": [%s]}".formatted(listed("ADDRESS", "Road ", 48)));

        undo(merge).then().statusCode(200);

        JsonNode points = customer(survivor).path("contactPoints");
        assertThat(points).hasSize(50);
        assertThat(points.findValuesAsText("value"))
                .as("the preferred one, then the oldest")
                .contains(mine + "@example.com", "w0")
                .doesNotContain("w1");
        assertThat(customer(merged).path("contactPoints")).hasSize(2);
    }

    /// The source's later file holds the customer's new number, whose old one the survivor had too.
    @Test
    void aContactPointThatTheSourceReplacedSinceStaysReplaced() {
        String phone = ", \"contactPoints\": [{\"type\": \"PHONE\", \"value\": \"13800000031\"}]";
        String survivor = customer("a", phone);
        String merged = customer("b", phone);
        String merge = merge(survivor, merged).path("id");
        json("""
                {"type": "customers", "source": "b", "defaults": {"customerKind": "PERSON"},
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "phone", "field": "phone"}]}""").put("/v1/mappings/" + mine.toLowerCase(Locale.ROOT));
        Api.importFile("customers", mine.toLowerCase(Locale.ROOT), "key,phone\n%s,+8613800000032\n".formatted(mine));

        undo(merge).then().statusCode(200);

        assertThat(customer(survivor).path("contactPoints").findValuesAsText("value"))
                .containsExactly("+8613800000031");
        assertThat(customer(merged).path("contactPoints").findValuesAsText("value"))
                .containsExactly("+8613800000032");
    }

    @Test
    void refusesMoreContactPointsThanACustomerMayHave() {
        String survivor = customer("a", many("a"));
        String merged = customer("b", many("b"));

        Response refused = merge(survivor, merged);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/merged");
        assertThat(refused.<String>path("errors[0].code")).isEqualTo("TOO_MANY_CONTACT_POINTS");
        assertThat(request().get("/v1/customers/" + merged).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesCustomersThatMayNotBeProcessedAndKeepsARestrictionOverAnUndo() {
        String survivor = customer("a", "");
        String merged = customer("b", "");
        restrict(merged);

        Response refused = merge(survivor, merged);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/merged/0");
        assertThat(refused.<String>path("errors[0].code")).isEqualTo("CUSTOMER_RESTRICTED");
        request().delete("/v1/customers/%s/restriction".formatted(merged));
        String merge = merge(survivor, merged).path("id");
        restrict(survivor);
        undo(merge).then().statusCode(200);
        assertThat(request()
                        .get("/v1/customers/%s/restriction".formatted(merged))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDismissedPairStaysDismissed() {
        String a = customer("a", "");
        String b = customer("b", "");
        String name = "\"name\": \"%s\", \"taxNumber\": \"%s\"".formatted(mine, mine);
        patch(a, "{%s}".formatted(name));
        patch(b, "{%s}".formatted(name));
        search();
        String pair =
                request().queryParam("customerId", a).get("/v1/duplicates").path("items[0].id");
        request().post("/v1/duplicates/%s:dismiss".formatted(pair)).then().statusCode(200);

        String merge = merge(customer("c", ""), b).path("id");
        undo(merge).then().statusCode(200);
        search();

        assertThat(request().queryParam("customerId", a).get("/v1/duplicates").<List<String>>path("items.state"))
                .containsExactly("DISMISSED");
    }

    private static void search() {
        Api.await(json("{}").post("/v1/duplicates:search").header("Location"));
    }

    private static String points(String preferred, String other) {
        return """
                , "contactPoints": [{"type": "PHONE", "value": "%s", "preferred": true}, {"type": "PHONE", "value": "%s"}]""".formatted(preferred, other);
    }

    private static String many(String prefix) {
        return ", \"contactPoints\": [%s]".formatted(listed("WECHAT", prefix, 26));
    }

    private static String listed(String type, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"type\": \"%s\", \"value\": \"%s%d\"}".formatted(type, prefix, i))
                .collect(Collectors.joining(","));
    }

    private static String field() {
        String key = fresh("f").toLowerCase(java.util.Locale.ROOT);
        json("{\"type\": \"TEXT\"}").put("/v1/custom-fields/" + key).then().statusCode(201);
        return key;
    }

    private String customer(String source, String fields) {
        Response created = json("{\"kind\": \"PERSON\"%s}".formatted(fields))
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return created.path("id");
    }

    private static JsonNode customer(String id) {
        return tree(request().get("/v1/customers/" + id));
    }

    private static List<String> preferred(String id) {
        return request().get("/v1/customers/" + id).path("contactPoints.findAll { it.preferred }.value");
    }

    private static void patch(String id, String body) {
        Response patched = request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(body)
                .patch("/v1/customers/" + id);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
    }

    private static void restrict(String id) {
        json("{\"reason\": \"disputed\"}")
                .put("/v1/customers/%s/restriction".formatted(id))
                .then()
                .statusCode(200);
    }

    private static Response merge(String survivor, String merged) {
        return json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges");
    }

    private static Response undo(String merge) {
        return request().post("/v1/merges/%s:undo".formatted(merge));
    }
}
