package io.fenji.scoring.webhook;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class WebhookResourceTest {
    /// Nobody listens there, and no scheme is called so.
    private static final String NEW = """
            {"url":"http://127.0.0.1:9/hook","description":"客户关系","filter":{"schemes":["none-of-these"]}}""";

    @Inject
    Database database;

    @Test
    void aWebhookShowsItsSecretOnce() {
        Response created = json(NEW).post("/v1/webhooks");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        String secret = created.jsonPath().getString("secret");
        assertThat(secret).startsWith("whsec_");
        String address = "/v1/webhooks/" + created.jsonPath().getString("webhook.id");
        assertThat(created.header("Location")).endsWith(address);
        given().get(address)
                .then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("description", equalTo("客户关系"))
                .body("state", equalTo("ENABLED"))
                .body("filter.schemes", equalTo(List.of("none-of-these")))
                .body(not(containsString("whsec_")));
        given().header("If-None-Match", created.header("ETag"))
                .get(address)
                .then()
                .statusCode(304);
        assertThat(given().get("/v1/webhooks?limit=200").asString()).doesNotContain("whsec_");
    }

    @Test
    void secretsAreStoredSealed() {
        String key = Api.uniqueKey();
        String secret = json(NEW)
                .header("Idempotency-Key", key)
                .post("/v1/webhooks")
                .jsonPath()
                .getString("secret");

        List<byte[]> stored =
                database.call(c -> Sql.list(c, "select sealed from webhook_secrets", row -> row.getBytes(1)));
        List<String> answers = database.call(
                c -> Sql.list(c, "select body from idempotency_keys where key = ?", row -> row.getString(1), key));

        assertThat(stored).isNotEmpty();
        assertThat(stored).noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("whsec_"));
        assertThat(answers).singleElement().satisfies(body -> assertThat(body).doesNotContain(secret));
    }

    @Test
    void aRepeatedCreationGivesTheSameAnswer() {
        String key = Api.uniqueKey();
        Response first = json(NEW).header("Idempotency-Key", key).post("/v1/webhooks");
        Response again = json(NEW).header("Idempotency-Key", key).post("/v1/webhooks");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        json(NEW.replace("客户关系", "x"))
                .header("Idempotency-Key", key)
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void changesNeedTheCurrentETag() {
        Response created = json(NEW).post("/v1/webhooks");
        String address = "/v1/webhooks/" + created.jsonPath().getString("webhook.id");
        String tag = created.header("ETag");
        String other = "{\"url\":\"http://127.0.0.1:9/other\"}";

        json(other).put(address).then().statusCode(428);
        Response changed = json(other).header("If-Match", tag).put(address);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.jsonPath().getString("url")).isEqualTo("http://127.0.0.1:9/other");
        assertThat(changed.jsonPath().getString("description")).isNull();
        assertThat(changed.jsonPath().getMap("filter")).isEmpty();
        json(other).header("If-Match", tag).put(address).then().statusCode(412);
        given().delete(address).then().statusCode(428);
        given().header("If-Match", tag).delete(address).then().statusCode(412);
        given().header("If-Match", changed.header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        given().get(address).then().statusCode(404);
    }

    @Test
    void isSwitchedOffAndOn() {
        String address = create();

        given().post(address + ":disable")
                .then()
                .statusCode(200)
                .body("state", equalTo("DISABLED"))
                .body("disabledReason", equalTo("REQUESTED"));
        String tag = given().post(address + ":disable").header("ETag");
        assertThat(given().get(address).header("ETag")).isEqualTo(tag);
        json("{\"sequence\":\"1\"}")
                .post(address + ":replay")
                .then()
                .statusCode(409)
                .body("code", equalTo("WEBHOOK_DISABLED"));
        given().post(address + ":enable")
                .then()
                .statusCode(200)
                .body("state", equalTo("ENABLED"))
                .body("disabledReason", nullValue());
    }

    @Test
    void rotationGivesANewSecretOnce() {
        Response created = json(NEW).post("/v1/webhooks");
        String address = "/v1/webhooks/" + created.jsonPath().getString("webhook.id");
        String key = Api.uniqueKey();
        Response rotated = given().header("Idempotency-Key", key).post(address + ":rotate-secret");

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(rotated.jsonPath().getString("secret"))
                .startsWith("whsec_")
                .isNotEqualTo(created.jsonPath().getString("secret"));
        assertThat(rotated.header("ETag")).isNotEqualTo(created.header("ETag"));
        given().header("Idempotency-Key", key)
                .post(address + ":rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", equalTo(rotated.jsonPath().getString("secret")));
    }

    @Test
    void listsPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(create().replace("/v1/webhooks/", ""));
        }
        List<String> read = new ArrayList<>();
        String after = null;
        do {
            var request = given().queryParam("limit", 2);
            if (after != null) {
                request.queryParam("after", after);
            }
            JsonPath page = request.get("/v1/webhooks").jsonPath();
            read.addAll(page.getList("items.id"));
            after = page.getString("next");
        } while (after != null);

        assertThat(read).doesNotHaveDuplicates().containsSubsequence(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://192.168.1.1:8443/",
                "http://1.1.1.1/",
                "https://1.1.1.1:22/",
                "http://no-such-host.invalid/",
                "https://user:pass@1.1.1.1/",
                "file:///etc/passwd",
                "gopher://1.1.1.1/",
                "nonsense"
            })
    void forbiddenAddressesAreRefused(String url) {
        String webhook = create();
        String tag = given().get(webhook).header("ETag");
        String body = "{\"url\":\"%s\"}".formatted(url);

        json(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("code", equalTo("WEBHOOK_URL_FORBIDDEN"))
                .body("errors[0].pointer", equalTo("/url"));
        json(body).header("If-Match", tag).put(webhook).then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":null}",
                "{\"url\":\"\"}",
                "{\"url\":1}",
                "{\"url\":\"http://127.0.0.1:9/\",\"secret\":\"whsec_mine\"}",
                "{\"url\":\"http://127.0.0.1:9/\",\"filter\":{\"kind\":[\"x\"]}}",
                "{\"url\":\"http://127.0.0.1:9/\",\"filter\":{\"schemes\":[]}}",
                "{\"url\":\"http://127.0.0.1:9/\",\"filter\":{\"schemes\":[\"A B\"]}}",
                "{\"url\":\"http://127.0.0.1:9/\",\"filter\":{\"schemes\":[null]}}",
                "{\"url\":\"http://127.0.0.1:9/\",\"filter\":{\"directions\":[\"SIDEWAYS\"]}}",
                "{\"url\":\"http://127.0.0.1:9/\",\"after\":\"nonsense\"}",
                "null",
                "[]"
            })
    void malformedRequestsAreRefused(String body) {
        json(body).post("/v1/webhooks").then().statusCode(400);
    }

    @Test
    void aCursorOfAnotherEpochIsGone() {
        json("{\"url\":\"http://127.0.0.1:9/\",\"after\":\"%s\"}"
                        .formatted(new FeedCursor(UUID.randomUUID(), 5).encode()))
                .post("/v1/webhooks")
                .then()
                .statusCode(410)
                .body("code", equalTo("FEED_EPOCH_CHANGED"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String nowhere = "/v1/webhooks/" + UUID.randomUUID();
        given().get(nowhere).then().statusCode(404);
        json("{\"url\":\"http://127.0.0.1:9/\"}")
                .header("If-Match", "\"1\"")
                .put(nowhere)
                .then()
                .statusCode(404);
        given().header("If-Match", "\"1\"").delete(nowhere).then().statusCode(404);
        for (String verb : List.of(":rotate-secret", ":enable", ":disable", ":test")) {
            given().post(nowhere + verb).then().statusCode(404);
        }
        json("{\"sequence\":\"1\"}").post(nowhere + ":replay").then().statusCode(404);
        given().get(nowhere + "/deliveries").then().statusCode(404);
        String webhook = create();
        given().get(webhook + "/deliveries/" + UUID.randomUUID()).then().statusCode(404);
        given().post(webhook + "/deliveries/" + UUID.randomUUID() + ":replay")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"since\":\"2026-06-30T01:02:03Z\",\"sequence\":\"1\"}",
                "{\"since\":\"yesterday\"}",
                "{\"since\":5}",
                "{\"sequence\":\"0\"}",
                "{\"sequence\":\"-1\"}",
                "{\"sequence\":\"9999999999999999999\"}",
                "{\"sequence\":1}"
            })
    void malformedReplaysAreRefused(String body) {
        json(body).post(create() + ":replay").then().statusCode(400);
    }

    @Test
    void aReplayBeyondTheEndIsEmpty() {
        json("{\"sequence\":\"999999999999999999\"}")
                .post(create() + ":replay")
                .then()
                .statusCode(202)
                .body("changes", equalTo(0));
        json("{\"since\":\"+999999999-12-31T23:59:59Z\"}")
                .post(create() + ":replay")
                .then()
                .statusCode(202)
                .body("changes", equalTo(0))
                .body("from", not(startsWith("0")));
    }

    private static String create() {
        return "/v1/webhooks/" + json(NEW).post("/v1/webhooks").jsonPath().getString("webhook.id");
    }
}
