package io.fenji.customer.merge;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.contact.OlderContacts;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MergeTest {
    @Inject
    Database database;

    @Inject
    ContactCipher cipher;

    @Inject
    OlderContacts olderContacts;

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
    void consentsAndContactPointsMoveAndComeBackAlsoUnderAnotherKey() {
        String survivor = customer("crm", """
                "contactPoints": [{"type": "WECHAT", "value": "both-%1$s"}, {"type": "EMAIL", "value": "s-%1$s@example.com"}]""".formatted(mine));
        String merged = customer("web", """
                "contactPoints": [{"type": "WECHAT", "value": "both-%1$s", "label": "own"},
                                  {"type": "PHONE", "value": "+44 20 7946 0018", "preferred": true}]""".formatted(mine));
        consent(survivor, "news", true);
        consent(merged, "news", false);
        consent(merged, "calls", true);
        List<JsonNode> before = List.of(record(survivor), record(merged), consents(survivor), consents(merged));

        String merge = merge(survivor, merged, "").path("id");

        assertThat(record(survivor).path("contactPoints").findValuesAsText("value"))
                .containsExactly("+442079460018", "s-%s@example.com".formatted(mine), "both-" + mine);
        assertThat(consents(survivor).findValuesAsText("purpose")).contains("calls");
        assertThat(consents(survivor).at("/1/history")).hasSize(2);
        assertThat(consents(survivor).at("/1/given").asBoolean(true))
                .as("the later word counts")
                .isFalse();
        contactsUnderTheOlderKey(UUID.fromString(merge), UUID.fromString(survivor));
        JsonNode rotated = Api.await(request().post("/v1/key-rotations").header("Location"))
                .path("result");
        assertThat(rotated.path("remaining").asInt(-1)).isZero();
        consent(survivor, "later", true);

        request().post("/v1/merges/%s:undo".formatted(merge)).then().statusCode(200);

        assertThat(record(survivor).path("contactPoints"))
                .isEqualTo(before.get(0).path("contactPoints"));
        assertThat(record(merged).path("contactPoints")).isEqualTo(before.get(1).path("contactPoints"));
        assertThat(consents(merged)).isEqualTo(before.get(3));
        assertThat(consents(survivor).findValuesAsText("purpose")).contains("later");
        assertThat(consents(survivor).get(1)).isEqualTo(before.get(2).get(0));
        assertThat(envelopesUnder("older")).isZero();
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

    private static void consent(String customer, String purpose, boolean given) {
        json("{\"purpose\": \"%s\", \"given\": %s}".formatted(purpose, given))
                .post("/v1/customers/%s/consents".formatted(customer))
                .then()
                .statusCode(200);
    }

    private static JsonNode record(String customer) {
        return tree(request().get("/v1/customers/" + customer));
    }

    private static JsonNode consents(String customer) {
        return tree(request().get("/v1/customers/%s/consents".formatted(customer)))
                .path("items");
    }

    /// Brings what the survivor has, and what the merge keeps, under a key that is not the active one.
    private void contactsUnderTheOlderKey(UUID merge, UUID survivor) {
        ContactCipher older = olderContacts.cipher();
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select id, coalesce(origin_id, customer_id), type, value from contact_points where customer_id = ?",
                    row -> Sql.update(
                            c,
                            "update contact_points set value = ? where customer_id = ? and id = ?",
                            resealed(older, row),
                            survivor,
                            row.getObject(1, UUID.class)),
                    survivor);
            Sql.each(c, 0, """
                    select e.no - 1, p.customer_id, p.type, p.value from merge_members b
                    cross join lateral jsonb_array_elements(b.contact_points) with ordinality e (point, no)
                    cross join lateral jsonb_populate_record(null::contact_points, e.point) p
                    where b.merge_id = ?""", row -> Sql.update(c, """
                            update merge_members b set contact_points = jsonb_set(
                              b.contact_points, array[?, 'value'], to_jsonb(?::bytea)) where b.merge_id = ?""", row.getString(1), resealed(older, row), merge), merge);
            return merge;
        });
        assertThat(envelopesUnder("older")).isEqualTo(7);
    }

    private byte[] resealed(ContactCipher older, ResultSet row) throws SQLException {
        UUID boundTo = row.getObject(2, UUID.class);
        ContactType type = ContactType.valueOf(row.getString(3));
        return older.seal(boundTo, type, cipher.open(boundTo, type, row.getBytes(4)));
    }

    private long envelopesUnder(String key) {
        String head = "\\x01%02x%s"
                .formatted(key.length(), HexFormat.of().formatHex(key.getBytes(StandardCharsets.US_ASCII)));
        return database.call(c -> Sql.only(c, """
                select (select count(*) from contact_points where starts_with(value::text, ?))
                     + (select count(*) from merge_members b, jsonb_array_elements(b.contact_points) p
                        where starts_with(p ->> 'value', ?))""", row -> row.getLong(1), head, head));
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
