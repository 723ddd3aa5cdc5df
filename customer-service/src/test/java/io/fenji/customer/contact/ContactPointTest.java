package io.fenji.customer.contact;

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
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ContactPointTest {
    private static final AtomicInteger NEXT = new AtomicInteger(10_000_000);

    @Inject
    Database database;

    @Test
    void keepsContactPointsInNormalFormAndUnreadableInTheDatabase() {
        String phone = phone();
        Response created = create(phone);
        String id = created.path("id");

        assertThatJson(created.path("contactPoints")).isEqualTo("""
                [{"type": "PHONE", "value": "+86%s", "label": "office", "preferred": true},
                 {"type": "EMAIL", "value": "Zhang@example.com", "preferred": false}]""".formatted(phone));
        List<String> stored = database.call(connection -> Sql.list(
                connection,
                "select encode(value, 'escape') || encode(blind_index, 'escape') from contact_points where customer_id = ?",
                row -> row.getString(1),
                UUID.fromString(id)));
        assertThat(stored).hasSize(2).noneMatch(text -> text.contains(phone) || text.contains("example"));
        List<String> found = request()
                .queryParam("contact", "0086 " + phone)
                .get("/v1/customers")
                .path("items.id");
        assertThat(found).containsExactly(id);
        assertThat(request()
                        .queryParam("contact", "zhang@EXAMPLE.com")
                        .queryParam("limit", 200)
                        .get("/v1/customers")
                        .<List<String>>path("items.id"))
                .contains(id);
        assertThat(request()
                        .queryParam("contact", "nobody@example.com")
                        .get("/v1/customers")
                        .<List<String>>path("items.id"))
                .isEmpty();
    }

    @Test
    void namesEachContactPointThatCannotBe() {
        Response refused = json("""
                {"kind": "PERSON", "contactPoints": [
                  {"type": "PHONE", "value": "12"}, {"type": "EMAIL", "value": "nobody"},
                  {"type": "PHONE", "value": "138****5678", "masked": true},
                  {"type": "WECHAT", "value": "a", "preferred": true}, {"type": "WECHAT", "value": "A"},
                  {"type": "WECHAT", "value": "b", "preferred": true}]}""").post("/v1/customers");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<List<String>>path("errors.pointer"))
                .containsExactly(
                        "/contactPoints/0/value",
                        "/contactPoints/1/value",
                        "/contactPoints/2/value",
                        "/contactPoints/4",
                        "/contactPoints/5/preferred");
        assertThat(refused.<List<String>>path("errors.code"))
                .containsExactly(
                        "INVALID_CONTACT", "INVALID_CONTACT", "MASKED_VALUE", "DUPLICATE_CONTACT", "INVALID_VALUE");
    }

    @Test
    @TestSecurity(user = "seller")
    void masksForCallersWithoutTheRightAndKeepsWhatTheySendBack() {
        String phone = phone();
        Response created = create(phone);
        String path = "/v1/customers/" + created.path("id");
        String shown = phone.substring(0, 3) + "****" + phone.substring(7);

        assertThatJson(request().get(path).<Object>path("contactPoints")).isEqualTo("""
                [{"type": "PHONE", "value": "%s", "label": "office", "preferred": true, "masked": true},
                 {"type": "EMAIL", "value": "Z***@example.com", "preferred": false, "masked": true}]""".formatted(shown));
        Response replaced = json("""
                {"kind": "ORGANIZATION", "contactPoints": [
                  {"type": "PHONE", "value": "%s", "preferred": true, "masked": true}]}""".formatted(shown))
                .header("If-Match", created.header("ETag"))
                .put(path);

        assertThat(replaced.statusCode()).as(replaced.asString()).isEqualTo(200);
        assertThat(replaced.<String>path("contactPoints[0].value")).isEqualTo(shown);
    }

    @Test
    void keepsNoContactDataInTheAnswerThatARepetitionGets() {
        String phone = phone();
        String key = fresh("I");
        String body = "{\"kind\": \"PERSON\", \"contactPoints\": [{\"type\": \"PHONE\", \"value\": \"%s\"}]}"
                .formatted(phone);

        Response first = json(body).header("Idempotency-Key", key).post("/v1/customers");
        Response second = json(body).header("Idempotency-Key", key).post("/v1/customers");

        assertThat(first.<String>path("contactPoints[0].value")).isEqualTo("+86" + phone);
        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(second.asString()).doesNotContain(phone);
        assertThat(database.<Boolean>call(connection -> Sql.only(
                        connection,
                        "select exists (select from idempotency_keys where body like ?)",
                        row -> row.getBoolean(1),
                        "%" + phone + "%")))
                .isFalse();
    }

    @Test
    void anotherSpellingOfAValueIsKeptAsItWasSentLast() {
        String path = "/v1/customers/by-key/crm/" + fresh("C");
        json(email("Bob@x.com")).put(path);

        Response changed = json(email("bob@x.com")).put(path);
        Response repeated = json(email("bob@x.com")).put(path);

        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.<String>path("contactPoints[0].value")).isEqualTo("bob@x.com");
        assertThat(request().get(path).<String>path("contactPoints[0].value")).isEqualTo("bob@x.com");
        assertThat(repeated.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aValueThatDoesNotOpenIsShownAsUnreadableAndStaysWhenItIsSentBack() {
        Response created = create(phone());
        UUID id = UUID.fromString(created.path("id"));
        byte[] lost = database.call(connection -> Sql.only(
                connection,
                "update contact_points set value = overlay(value placing 'gone'::bytea from 3) "
                        + "where customer_id = ? and type = 'PHONE' returning value",
                row -> row.getBytes(1),
                id));

        JsonNode shown = tree(request().get("/v1/customers/" + id));
        Response listed = request().queryParam("id", id).get("/v1/customers");
        Response patched = request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"name\": \"x\"}")
                .patch("/v1/customers/" + id);

        assertThat(shown.at("/contactPoints/0/value").asText()).startsWith("***");
        assertThat(shown.at("/contactPoints/0/masked").asBoolean()).isTrue();
        assertThat(shown.at("/contactPoints/1/value").asText()).isEqualTo("Zhang@example.com");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(database.<byte[]>call(connection -> Sql.only(
                        connection,
                        "select value from contact_points where customer_id = ? and type = 'PHONE'",
                        row -> row.getBytes(1),
                        id)))
                .isEqualTo(lost);
        // A rotation must open what the others have left.
        request().header("If-Match", "*").delete("/v1/customers/" + id);
    }

    @Test
    @TestSecurity(user = "seller")
    void doesNotLetCallersWithoutTheRightGuessValues() {
        Response refused = request().queryParam("contact", phone()).get("/v1/customers");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.<String>path("code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void aContactPointAsTextHasNoValue() {
        assertThat(new ContactPoint(ContactType.PHONE, "+8613812345678", null, false).toString())
                .doesNotContain("138");
        assertThat(new ContactPointRequest(ContactType.PHONE, "+8613812345678", null, null, null).toString())
                .doesNotContain("138");
    }

    private static String email(String value) {
        return "{\"kind\": \"PERSON\", \"contactPoints\": [{\"type\": \"EMAIL\", \"value\": \"%s\"}]}".formatted(value);
    }

    @Test
    void rotatesValuesUnderOtherKeysToTheActiveOne() {
        String phone = phone();
        UUID id = UUID.fromString(create(phone).path("id"));
        underTheOlderKey(id);
        assertThat(keyOf(id)).isEqualTo("older");

        Response accepted = request().post("/v1/key-rotations");
        JsonNode ended = Api.await(accepted.header("Location"));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("result").path("key").asText()).isEqualTo("test");
        assertThat(ended.path("result").path("rotated").asInt()).isPositive();
        assertThat(keyOf(id)).isEqualTo("test");
        assertThat(tree(request().get("/v1/customers/" + id))
                        .at("/contactPoints/0/value")
                        .asText())
                .isEqualTo("+86" + phone);
        JsonNode again = Api.await(request().post("/v1/key-rotations").header("Location"));
        assertThat(again.path("result").path("rotated").asInt()).isZero();
    }

    @Inject
    ContactCipher cipher;

    @Inject
    OlderContacts olderContacts;

    private void underTheOlderKey(UUID id) {
        ContactCipher older = olderContacts.cipher();
        database.call(connection -> {
            Sql.each(
                    connection,
                    0,
                    "select id, type, value from contact_points where customer_id = ?",
                    row -> {
                        ContactType type = ContactType.valueOf(row.getString(2));
                        Sql.update(
                                connection,
                                "update contact_points set value = ? where customer_id = ? and id = ?",
                                older.seal(id, type, cipher.open(id, type, row.getBytes(3))),
                                id,
                                row.getObject(1, UUID.class));
                    },
                    id);
            return id;
        });
    }

    private String keyOf(UUID id) {
        return database.call(connection -> Sql.only(
                connection,
                "select value from contact_points where customer_id = ? limit 1",
                row -> {
                    byte[] envelope = row.getBytes(1);
                    return new String(envelope, 2, envelope[1], StandardCharsets.US_ASCII);
                },
                id));
    }

    private static String phone() {
        return "138" + NEXT.incrementAndGet();
    }

    private static Response create(String phone) {
        Response created =
                json("""
                {"kind": "PERSON", "contactPoints": [
                  {"type": "EMAIL", "value": " Zhang@EXAMPLE.com"},
                  {"type": "PHONE", "value": "%s-%s", "label": "office", "preferred": true}]}""".formatted(phone.substring(0, 3), phone.substring(3))).post("/v1/customers");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return created;
    }
}
