package io.fenji.customer.merge;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MergeTest {
    private String mine;

    @BeforeEach
    void product() {
        mine = fresh("M");
        json("{}").put("/v1/products/by-key/demo/" + mine);
    }

    @Test
    void theMergedCustomersKeysLeadToTheSurvivorAndItsIdSaysWhere() {
        String survivor = customer("crm", "\"name\": \"王芳\"");
        String merged = customer("web", "\"name\": \"Wang Fang\", \"industry\": \"retail\"");
        order("web", "1", "40");
        String start = Api.feed(null).next();

        Response answer = merge(survivor, merged, "");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.<Integer>path("moved.orders")).isEqualTo(1);
        JsonNode byKey = tree(request().get("/v1/customers/by-key/web/" + mine));
        assertThat(byKey.path("id").asText()).isEqualTo(survivor);
        assertThat(byKey.path("name").asText()).isEqualTo("王芳");
        assertThat(byKey.path("industry").asText()).isEqualTo("retail");
        assertThat(spend(survivor)).isEqualTo(40);
        Response gone = request().get("/v1/customers/" + merged);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.<String>path("code")).isEqualTo("CUSTOMER_MERGED");
        assertThat(gone.<String>path("detail")).contains(survivor);
        Api.Feed feed = Api.feed(start);
        assertThat(feed.items()).anySatisfy(item -> {
            assertThat(item.path("customerId").asText()).isEqualTo(survivor);
            assertThat(item.path("keys")).hasSize(2);
        });
        assertThat(feed.items()).anySatisfy(item -> {
            assertThat(item.path("customerId").asText()).isEqualTo(merged);
            assertThat(item.path("mergedInto").asText()).isEqualTo(survivor);
        });
    }

    @Test
    void everyFieldSaysWhichValueWonAndWhy() {
        String survivor = customer(
                "crm", "\"name\": \"Wang\", \"city\": \"Jinan\", \"province\": \"Shandong\", \"channel\": \"shop\"");
        String merged = customer("erp", "\"name\": \"Wang Fang\", \"city\": \"Shenzhen\", \"channel\": \"web\"");

        JsonNode merge = tree(merge(survivor, merged, """
                , "survivorship": {"default": "MOST_RECENT", "sources": ["erp"],
                                   "fields": {"name": "LONGEST", "address": "SOURCE_ORDER", "kind": "SURVIVOR"}}"""));

        assertThat(decision(merge, "name").path("value").asText()).isEqualTo("Wang Fang");
        assertThat(decision(merge, "name").path("reason").asText()).isEqualTo("the longest");
        assertThat(decision(merge, "address").path("value").toString()).isEqualTo("{\"city\":\"Shenzhen\"}");
        assertThat(decision(merge, "address").path("reason").asText()).isEqualTo("it has a key of source erp");
        assertThat(decision(merge, "channel").path("from").asText()).isEqualTo(merged);
        assertThat(decision(merge, "kind").path("from").asText()).isEqualTo(survivor);
        assertThat(decision(merge, "industry").has("value")).isFalse();
        JsonNode now = tree(request().get("/v1/customers/" + survivor));
        assertThat(now.path("city").asText()).isEqualTo("Shenzhen");
        assertThat(now.has("province")).as("an address is of one customer").isFalse();
    }

    @Test
    void undoGivesBackWhatCameByTheMergedCustomersKeySinceAndKeepsTheRest() {
        String survivor = customer("crm", "\"name\": \"A\"");
        String merged = customer("web", "\"name\": \"B\", \"size\": \"L\"");
        order("web", "1", "1");
        JsonNode merge = tree(merge(survivor, merged, ""));
        order("web", "2", "10");
        order("crm", "3", "100");
        assertThat(spend(survivor)).isEqualTo(111);
        request()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("""
                        {"kind": "PERSON", "name": "Changed since", "size": "L",
                         "keys": [{"source": "crm", "key": "%1$s"}, {"source": "web", "key": "%1$s"}]}""".formatted(mine))
                .put("/v1/customers/" + survivor);
        String start = Api.feed(null).next();

        Response undone =
                request().post("/v1/merges/%s:undo".formatted(merge.path("id").asText()));

        assertThat(undone.statusCode()).as(undone.asString()).isEqualTo(200);
        assertThat(undone.<String>path("state")).isEqualTo("UNDONE");
        assertThat(spend(survivor)).isEqualTo(100);
        assertThat(spend(merged)).isEqualTo(11);
        JsonNode now = tree(request().get("/v1/customers/" + survivor));
        assertThat(now.path("name").asText()).isEqualTo("Changed since");
        assertThat(now.has("size")).isFalse();
        assertThat(now.path("keys")).hasSize(1);
        JsonNode back = tree(request().get("/v1/customers/by-key/web/" + mine));
        assertThat(back.path("id").asText()).isEqualTo(merged);
        assertThat(back.path("name").asText()).isEqualTo("B");
        assertThat(Api.feed(start).items())
                .anySatisfy(item -> {
                    assertThat(item.path("customerId").asText()).isEqualTo(merged);
                    assertThat(item.path("deleted").asBoolean()).isFalse();
                })
                .anySatisfy(item -> assertThat(item.path("customerId").asText()).isEqualTo(survivor));
        assertThat(request()
                        .post("/v1/merges/%s:undo".formatted(merge.path("id").asText()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUndoThatAnotherMergeStandsInTheWayOfIsRefusedWithThatMerge() {
        String a = customer("a", "");
        String b = customer("b", "");
        String c = customer("c", "");
        String first = merge(a, b, "").path("id");
        String second = merge(c, a, "").path("id");

        Response refused = request().post("/v1/merges/%s:undo".formatted(first));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("code")).isEqualTo("MERGE_NOT_UNDOABLE");
        assertThat(refused.<String>path("detail")).contains(second);
        assertThat(request().get("/v1/customers/" + b).<String>path("detail")).contains(c);
        assertThat(tree(request().queryParam("customerId", a).get("/v1/merges")).path("items"))
                .hasSize(2);
        assertThat(tree(request()
                                .queryParam("customerId", a)
                                .queryParam("state", "UNDONE")
                                .get("/v1/merges"))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void refusesCustomersThatAreUnknownOrTheSame() {
        String a = customer("a", "");

        Response same = json("""
                {"survivor": {"id": "%s"}, "merged": [{"key": {"source": "a", "key": "%s"}}, {"key": {"source": "a", "key": "no"}}]}""".formatted(a, mine)).post("/v1/merges");

        assertThat(same.statusCode()).isEqualTo(422);
        assertThat(same.<String>path("errors[0].pointer")).isEqualTo("/merged/0");
        assertThat(same.<String>path("errors[0].code")).isEqualTo("SAME_CUSTOMER");
        assertThat(same.<String>path("errors[1].code")).isEqualTo("UNKNOWN_CUSTOMER");
        assertThat(json("""
                {"survivor": {"id": "%s"}, "merged": [{"id": "%s"}],
                 "survivorship": {"fields": {"assets": "LONGEST"}, "default": "SOURCE_ORDER"}}""".formatted(a, a))
                        .post("/v1/merges")
                        .<Object>path("errors.pointer")
                        .toString())
                .isEqualTo("[/survivorship/fields/assets, /survivorship/sources]");
        assertThat(
                        json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [], \"survivorship\": {\"fields\": {\"nam\": \"LONGEST\"}}}"
                                        .formatted(a))
                                .post("/v1/merges")
                                .statusCode())
                .isEqualTo(400);
    }

    private String customer(String source, String fields) {
        return json("{\"kind\": \"PERSON\"%s}".formatted(fields.isEmpty() ? "" : ", " + fields))
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private void order(String source, String key, String amount) {
        int status = json("""
                {"customer": {"key": {"source": "%s", "key": "%s"}}, "orderedAt": "2011-12-01T10:00:00Z",
                 "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1,
                            "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(source, mine, mine, amount))
                .put("/v1/orders/by-key/demo/%s-%s".formatted(mine, key))
                .statusCode();
        assertThat(status).isEqualTo(201);
    }

    private static Response merge(String survivor, String merged, String more) {
        return json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]%s}"
                        .formatted(survivor, merged, more))
                .post("/v1/merges");
    }

    private static int spend(String customer) {
        return tree(request().get("/v1/customers/%s/metrics".formatted(customer)))
                .path("metrics")
                .path("spend.lifetime")
                .asInt();
    }

    private static JsonNode decision(JsonNode merge, String field) {
        for (JsonNode decision : merge.path("fields")) {
            if (decision.path("field").asText().equals(field)) {
                return decision;
            }
        }
        throw new AssertionError("no decision about " + field + ": " + merge);
    }
}
