package io.fenji.scoring.webhook.delivery;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static io.fenji.scoring.testing.WebhookReceiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Corrections;
import io.fenji.scoring.history.Outcome;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ReferenceLibrary;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.fenji.scoring.testing.WebhookReceiver;
import io.fenji.scoring.testing.WebhookReceiver.Received;
import io.fenji.scoring.testing.WebhookReceiver.Reply;
import io.fenji.scoring.tier.TierLock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class WebhookDeliveryTest {
    private static final int MOST_FAULTS_OF_AN_EVENT = 4;

    @Inject
    Database database;

    @Inject
    LogCleaning cleaning;

    @Inject
    BusinessClock clock;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final List<String> webhooks = new ArrayList<>();
    private final List<TestCustomer> customers = new ArrayList<>();
    private String scheme;
    private String secret;

    @BeforeEach
    void aScheme() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
        scheme = Api.activeScheme(Schemes.RULES);
    }

    @AfterEach
    void nothingIsSentAnyMore() {
        webhooks.forEach(webhook -> RestAssured.given().header("If-Match", "*").delete(webhook));
        receiver.close();
    }

    @Test
    void sendsWhatTheFeedGivesSignedAndInOrder() {
        webhook("");
        customers(5);
        move("9000");
        move("10");

        await("15 events have arrived", () -> receiver.taken().size() == 15);

        Map<String, String> feed = feed();
        assertThat(receiver.taken())
                .allSatisfy(request -> assertThat(request.body()).isEqualTo(feed.get(request.id())));
        assertThat(ids(receiver.taken())).containsExactlyInAnyOrderElementsOf(feed.keySet());
        assertInOrderOfEachCustomer(receiver.taken());
        assertThat(ReferenceLibrary.verdicts(secret, receiver.taken())).containsOnly(ReferenceLibrary.OK);
        customers.forEach(customer -> assertThat(receiver.taken())
                .noneSatisfy(request -> assertThat(request.body()).contains(customer.key())));
    }

    /// Who acts on changes would act on them.
    @Test
    void correctionsOfThePastAreNotSent() {
        webhook("");
        customers(1);
        UUID customer = customers.getFirst().id();
        Instant now = clock.now();
        database.transaction(c -> {
            TierLock.take(c);
            Outcome outcome =
                    new Outcome("diamond", null, null, null, null, new VersionId(scheme, 1), null, null, null);
            Correction correction =
                    new Correction(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)), null, outcome);
            Corrections.write(c, customer, List.of(correction), Corrections.Cause.CORRECTION);
            return true;
        });
        move("9000");

        await("both changes have arrived", () -> receiver.taken().size() == 2);

        Map<String, String> feed = feed();
        assertThat(feed.values().stream().filter(event -> event.contains("io.fenji.tier.corrected")))
                .hasSize(1);
        assertThat(receiver.requests())
                .allSatisfy(request -> assertThat(request.body()).contains("io.fenji.tier.changed"));
        await("the log has no pending ones", () -> deliveries("PENDING").isEmpty());
        assertThat(deliveries("SUCCEEDED")).hasSize(2);
    }

    @Test
    void aReceiverThatFailsAtRandomEndsWithWhatTheFeedHas() {
        Random random = new Random(41);
        Map<String, Integer> faults = new HashMap<>();
        receiver.behave(request -> {
            if (random.nextInt(3) == 0 || faults.merge(request.id(), 1, Integer::sum) > MOST_FAULTS_OF_AN_EVENT) {
                return Reply.OK;
            }
            return switch (random.nextInt(12)) {
                case 0 -> Reply.late(Duration.ofSeconds(4));
                case 1 -> Reply.late(Duration.ofMillis(200));
                case 2, 3 -> Reply.hangUp();
                case 4 -> Reply.of(302, "Location", "http://127.0.0.1:9/");
                case 5 -> Reply.of(429, "Retry-After", "0");
                case 6 -> Reply.of(404);
                default -> Reply.of(500);
            };
        });
        webhook("");
        customers(20);
        move("9000");
        move("10");

        Map<String, String> feed = feed();
        await("all events have arrived", () -> ids(receiver.taken()).containsAll(feed.keySet()));

        assertThat(feed).hasSize(60);
        assertThat(ids(receiver.taken())).isSubsetOf(feed.keySet());
        assertInOrderOfEachCustomer(receiver.taken());
        assertThat(receiver.requests()).hasSizeGreaterThan(feed.size());
        await("the log has no pending ones", () -> deliveries("PENDING").isEmpty());
        assertThat(deliveries("SUCCEEDED").stream().map(delivery -> delivery.get("messageId")))
                .containsExactlyInAnyOrderElementsOf(feed.keySet());
    }

    @Test
    void filtersByTierAndDirection() {
        try (WebhookReceiver ups = new WebhookReceiver();
                WebhookReceiver downs = new WebhookReceiver();
                WebhookReceiver entries = new WebhookReceiver();
                WebhookReceiver diamonds = new WebhookReceiver();
                WebhookReceiver others = new WebhookReceiver()) {
            webhook(ups.url(), ",\"directions\":[\"UP\"]", scheme);
            webhook(downs.url(), ",\"directions\":[\"DOWN\",\"LEFT\"]", scheme);
            webhook(entries.url(), ",\"directions\":[\"ENTERED\"]", scheme);
            webhook(diamonds.url(), ",\"to\":[\"diamond\"]", scheme);
            webhook(others.url(), "", "another-scheme");
            webhook("");
            customers(3);
            move("9000");
            move("10");
            customers.forEach(TestCustomer::delete);
            Api.run(scheme, false);

            await(
                    "all is sent",
                    () -> receiver.taken().size() == 12
                            && ups.taken().size() == 3
                            && downs.taken().size() == 6
                            && entries.taken().size() == 3
                            && diamonds.taken().size() == 3);

            assertThat(ids(ups.taken())).containsExactlyInAnyOrderElementsOf(ids(diamonds.taken()));
            assertThat(downs.taken().stream().map(request -> new JsonPath(request.body()).getString("data.to")))
                    .containsExactlyInAnyOrder("normal", "normal", "normal", null, null, null);
            assertThat(others.requests()).isEmpty();
        }
    }

    @Test
    void goneDisablesAndNothingIsLost() {
        receiver.behave(request -> Reply.of(410));
        String webhook = webhook("");
        customers(3);
        await("it is disabled", () -> state(webhook).equals("DISABLED"));
        given().get(webhook).then().body("disabledReason", equalTo("GONE"));
        int before = receiver.requests().size();
        move("9000");
        assertThat(receiver.requests()).hasSize(before);

        receiver.behave(request -> Reply.OK);
        given().post(webhook + ":enable").then().statusCode(200);

        Map<String, String> feed = feed();
        await("all has arrived", () -> ids(receiver.taken()).containsAll(feed.keySet()));
        assertThat(feed).hasSize(6);
        assertInOrderOfEachCustomer(receiver.taken());
    }

    @Test
    void aReceiverThatNeverAnswersIsDisabledAndMissesNothing() {
        receiver.behave(request -> Reply.of(500));
        String webhook = webhook("");
        customers(1);

        await("it is disabled", () -> state(webhook).equals("DISABLED"));

        given().get(webhook).then().body("disabledReason", equalTo("FAILING"));
        Map<String, Object> waiting = deliveries("PENDING").getFirst();
        assertThat(waiting).containsEntry("attempts", 7);
        assertThat((List<?>) waiting.get("log")).hasSize(7);
        assertThat(receiver.requests()).hasSize(7);
        assertThat(ids(receiver.requests()).stream().distinct()).hasSize(1);
        // Once the receiver is mended, it goes on where it was.
        receiver.behave(request -> Reply.OK);
        given().post(webhook + ":enable").then().statusCode(200);
        await("it has arrived", () -> receiver.taken().size() == 1);
        await("the log says so", () -> deliveries("SUCCEEDED").size() == 1);
    }

    @Test
    void aReceiverThatAsksForItIsLeftAlone() {
        receiver.behave(request -> Reply.of(503, "Retry-After", "3600"));
        String webhook = webhook("");
        customers(4);

        await(
                "it was noted",
                () -> !deliveries("PENDING").isEmpty()
                        && deliveries("PENDING").stream().anyMatch(delivery -> (Integer) delivery.get("attempts") > 0));

        boolean paused = database.call(c -> Sql.only(
                c,
                "select not_before > now() + interval '50 minutes' from webhooks where id = ?",
                row -> row.getBoolean(1),
                id(webhook)));
        assertThat(paused).isTrue();
        assertThat(state(webhook)).isEqualTo("ENABLED");
    }

    @Test
    void aSlowReceiverDelaysNobodyElse() {
        try (WebhookReceiver slow = new WebhookReceiver()) {
            slow.behave(request -> Reply.late(Duration.ofSeconds(10)));
            webhook(slow.url(), "", scheme);
            webhook("");
            customers(12);

            await("the others have theirs", () -> receiver.taken().size() == 12);

            assertThat(slow.taken()).isEmpty();
        }
    }

    @Test
    void afterARotationBothSecretsSign() {
        String webhook = webhook("");
        String old = secret;
        String fresh = given().post(webhook + ":rotate-secret").jsonPath().getString("secret");
        customers(1);
        await("it has arrived", () -> receiver.taken().size() == 1);
        Received rotating = receiver.taken().getFirst();

        assertThat(rotating.headers().get("webhook-signature").split(" ")).hasSize(2);
        assertThat(ReferenceLibrary.verdict(old, rotating)).isEqualTo(ReferenceLibrary.OK);
        assertThat(ReferenceLibrary.verdict(fresh, rotating)).isEqualTo(ReferenceLibrary.OK);

        database.call(c -> Sql.update(
                c,
                "update webhook_secrets set expires_at = now() where webhook_id = ? and expires_at is not null",
                id(webhook)));
        move("9000");
        await("the next has arrived", () -> receiver.taken().size() == 2);
        Received later = receiver.taken().getLast();

        assertThat(later.headers().get("webhook-signature").split(" ")).hasSize(1);
        assertThat(ReferenceLibrary.verdict(fresh, later)).isEqualTo(ReferenceLibrary.OK);
    }

    @Test
    void aTestTellsWhatCameBack() {
        String webhook = webhook("");
        JsonPath good =
                given().post(webhook + ":test").then().statusCode(200).extract().jsonPath();
        receiver.behave(request -> Reply.of(500));
        JsonPath bad =
                given().post(webhook + ":test").then().statusCode(200).extract().jsonPath();
        receiver.behave(request -> Reply.hangUp());
        JsonPath none =
                given().post(webhook + ":test").then().statusCode(200).extract().jsonPath();

        assertThat(good.getBoolean("succeeded")).isTrue();
        assertThat(good.getInt("status")).isEqualTo(204);
        assertThat(bad.getBoolean("succeeded")).isFalse();
        assertThat(bad.getInt("status")).isEqualTo(500);
        assertThat(none.getString("error")).isEqualTo("CONNECTION_CLOSED");
        Received received = receiver.requests().getFirst();
        assertThat(new JsonPath(received.body()).getString("type")).isEqualTo("io.fenji.webhook.test");
        assertThat(received.id()).isEqualTo(good.getString("messageId"));
        assertThat(ReferenceLibrary.verdict(secret, received)).isEqualTo(ReferenceLibrary.OK);
        List<Map<String, Object>> log = deliveries("FAILED");
        assertThat(log).hasSize(2);
        given().post(webhook + "/deliveries/" + log.getFirst().get("id") + ":replay")
                .then()
                .statusCode(409)
                .body("code", equalTo("DELIVERY_NOT_REPLAYABLE"));
    }

    @Test
    void replaysFromASequenceAndFromATime() {
        String webhook = webhook("");
        customers(3);
        move("9000");
        await("all has arrived", () -> receiver.taken().size() == 6);
        await("all is noted", () -> deliveries("SUCCEEDED").size() == 6);
        JsonPath fourth = new JsonPath(receiver.taken().get(3).body());

        json("{\"sequence\":\"%s\"}".formatted(sequences(feed()).get(3)))
                .post(webhook + ":replay")
                .then()
                .statusCode(202)
                .body("from", equalTo(sequences(feed()).get(3)));
        await("three came again", () -> receiver.taken().size() == 9);
        await("all is noted again", () -> deliveries("SUCCEEDED").size() == 6);
        assertThat(ids(receiver.taken().subList(6, 9)))
                .containsExactlyInAnyOrderElementsOf(ids(receiver.taken().subList(3, 6)));

        json("{\"since\":\"%s\"}".formatted(fourth.getString("time")))
                .post(webhook + ":replay")
                .then()
                .statusCode(202);
        await("three came once more", () -> receiver.taken().size() == 12);
        assertThat(ReferenceLibrary.verdicts(secret, receiver.taken())).containsOnly(ReferenceLibrary.OK);
    }

    @Test
    void beginsWhereTheReceiverIs() {
        customers(2);
        String after = given().get("/v1/tier-changes?limit=1")
                .asString()
                .lines()
                .toList()
                .getLast();
        String sequence = sequences(feed()).getFirst();
        move("9000");

        String webhook = json("{\"url\":\"%s\",\"filter\":{\"schemes\":[\"%s\"]},\"after\":\"%s\"}"
                        .formatted(receiver.url(), scheme, new JsonPath(after).getString("next")))
                .post("/v1/webhooks")
                .jsonPath()
                .getString("webhook.id");
        webhooks.add("/v1/webhooks/" + webhook);

        await("what was before arrives too", () -> receiver.taken().size() == 4);
        assertThat(new JsonPath(receiver.taken().getFirst().body()).getString("sequence"))
                .isGreaterThanOrEqualTo(sequence);
    }

    @Test
    void aDeadInstancesWebhookIsTakenOverAndALivingOnesIsLeft() {
        String webhook = webhook("");
        UUID other = UUID.randomUUID();
        await("another instance holds it", () -> database.call(c -> Sql.update(c, """
                update webhooks set lease_owner = ?, lease_until = now() + interval '1 hour'
                where id = ? and lease_owner is null""", other, id(webhook)) == 1));
        customers(2);
        assertThat(receiver.requests()).isEmpty();

        database.call(c -> Sql.update(
                c, "update webhooks set lease_until = now() - interval '1 second' where id = ?", id(webhook)));

        await("all has arrived", () -> receiver.taken().size() == 2);
    }

    @Test
    void aSecretThatCannotBeOpenedLetsTheWebhookRest() {
        String webhook = webhook("");
        database.call(c ->
                Sql.update(c, "update webhook_secrets set sealed = '\\x0474657374' where webhook_id = ?", id(webhook)));
        customers(1);

        await(
                "it rests",
                () -> database.call(c -> Sql.only(
                        c,
                        "select coalesce(not_before > now(), false) from webhooks where id = ?",
                        row -> row.getBoolean(1),
                        id(webhook))));

        assertThat(receiver.requests()).isEmpty();
        assertThat(state(webhook)).isEqualTo("ENABLED");
    }

    @Test
    void theLogForgetsWhatIsOldAndOver() {
        String webhook = webhook("");
        customers(2);
        await("both are noted", () -> deliveries("SUCCEEDED").size() == 2);
        receiver.behave(request -> Reply.of(503, "Retry-After", "3600"));
        move("9000");
        await("both wait", () -> deliveries("PENDING").size() == 2);
        List<Map<String, Object>> over = deliveries("SUCCEEDED");
        database.call(c -> Sql.update(
                c,
                "update webhook_deliveries set created_at = now() - interval '8 days' where webhook_id = ?",
                id(webhook)));
        database.call(c -> Sql.update(
                c,
                "update webhook_deliveries set finished_at = now() - interval '8 days' where id = ?",
                UUID.fromString((String) over.getFirst().get("id"))));

        cleaning.clean();

        assertThat(deliveries("SUCCEEDED"))
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept).containsEntry("id", over.getLast().get("id")));
        assertThat(deliveries("PENDING")).hasSize(2);
    }

    @Test
    void whatIsErasedIsNotSent() {
        receiver.behave(request -> Reply.of(503, "Retry-After", "3600"));
        String webhook = webhook("");
        customers(2);
        await("both wait", () -> deliveries("PENDING").size() == 2);

        customers.getFirst().erase();
        Api.run(scheme, false);
        receiver.behave(request -> Reply.OK);
        given().post(webhook + ":disable");
        given().post(webhook + ":enable");

        Map<String, String> feed = feed();
        await("what the feed has arrives", () -> ids(receiver.taken()).containsAll(feed.keySet()));
        await("nothing waits", () -> deliveries("PENDING").isEmpty());
        assertThat(ids(receiver.taken())).containsExactlyInAnyOrderElementsOf(feed.keySet());
    }

    private String webhook(String filter) {
        return webhook(receiver.url(), filter, scheme);
    }

    private String webhook(String url, String filter, String wanted) {
        JsonPath created = json("{\"url\":\"%s\",\"filter\":{\"schemes\":[\"%s\"]%s}}".formatted(url, wanted, filter))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        secret = created.getString("secret");
        webhooks.add("/v1/webhooks/" + created.getString("webhook.id"));
        return webhooks.getLast();
    }

    /// New ones in the lowest tier: one change each.
    private void customers(int count) {
        for (int i = 0; i < count; i++) {
            customers.add(TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("10")))
                    .publish());
        }
        Api.run(scheme, false);
    }

    private void move(String spend) {
        customers.forEach(customer -> customer.with("spend.365d", spend).publish());
        Api.run(scheme, false);
    }

    private String state(String webhook) {
        return given().get(webhook).jsonPath().getString("state");
    }

    private List<Map<String, Object>> deliveries(String state) {
        return given().queryParam("limit", 200)
                .queryParam("state", state)
                .get(webhooks.getLast() + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /// The scheme's events by id, in order.
    private Map<String, String> feed() {
        Map<String, String> events = new LinkedHashMap<>();
        String after = null;
        JsonPath trailer;
        do {
            var request = RestAssured.given().queryParam("limit", 50_000);
            if (after != null) {
                request.queryParam("after", after);
            }
            List<String> lines =
                    request.get("/v1/tier-changes").asString().lines().toList();
            for (String line : lines.subList(0, lines.size() - 1)) {
                if (line.contains("\"scheme\":\"" + scheme + "\"")) {
                    events.put(new JsonPath(line).getString("id"), line);
                }
            }
            trailer = new JsonPath(lines.getLast());
            after = trailer.getString("next");
        } while (trailer.getBoolean("more"));
        return events;
    }

    private static List<String> sequences(Map<String, String> feed) {
        return feed.values().stream()
                .map(event -> new JsonPath(event).getString("sequence"))
                .toList();
    }

    private static List<String> ids(List<Received> requests) {
        return requests.stream().map(Received::id).toList();
    }

    private static UUID id(String webhook) {
        return UUID.fromString(webhook.substring(webhook.lastIndexOf('/') + 1));
    }

    /// An event may come twice, but not for the first time after a later one of the same customer.
    private static void assertInOrderOfEachCustomer(List<Received> requests) {
        Map<String, Integer> highest = new HashMap<>();
        requests.forEach(request -> {
            JsonPath event = new JsonPath(request.body());
            int version = event.getInt("data.version");
            int seen = highest.getOrDefault(event.getString("subject"), 0);
            assertThat(version).as(request.body()).isLessThanOrEqualTo(seen + 1);
            highest.put(event.getString("subject"), Math.max(seen, version));
        });
    }
}
