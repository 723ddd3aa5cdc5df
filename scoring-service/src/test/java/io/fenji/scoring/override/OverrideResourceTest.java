package io.fenji.scoring.override;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class OverrideResourceTest {
    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    private String scheme;
    private TestCustomer customer;

    @BeforeEach
    void aCustomer() {
        scheme = Api.activeScheme(Schemes.RULES);
        customer = TestCustomer.of(scheme, Map.of("spend.365d", BigDecimal.TEN)).publish();
        follower.catchUp();
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.longestPage(Integer.MAX_VALUE);
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
    }

    @Test
    void holdsAtOnceIsExplainedAndCanBeRevoked() {
        Response given = give("\"tier\":\"diamond\"");
        given.then().statusCode(201).body("state", equalTo("IN_FORCE"));
        String id = given.path("id");

        tier().then().body("tier", equalTo("diamond"));
        explanation()
                .then()
                .statusCode(200)
                .body("tier", equalTo("diamond"))
                .body("override.tier", equalTo("diamond"))
                .body("override.instead", equalTo("normal"))
                .body("override.id", equalTo(id))
                .body("override.reason", equalTo("An important customer"))
                .body("override.author", equalTo("Li Lei"));
        customer.with("spend.365d", "20").publish();
        follower.catchUp();
        tier().then().body("tier", equalTo("diamond"));
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();

        String tag = given().get("/v1/overrides/" + id).header("ETag");
        given().delete("/v1/overrides/" + id).then().statusCode(428);
        given().header("If-Match", "\"9\"").delete("/v1/overrides/" + id).then().statusCode(412);
        given().header("If-Match", tag).delete("/v1/overrides/" + id).then().statusCode(204);

        tier().then().body("tier", equalTo("normal"));
        explanation().then().body("override", nullValue());
        given().get("/v1/overrides/" + id).then().body("state", equalTo("REVOKED"));
        assertThat(causes()).isEqualTo(List.of("OVERRIDE", "OVERRIDE", "METRICS"));
    }

    @Test
    void endsOnItsDate() {
        give("\"floor\":\"diamond\",\"expiresOn\":\"2026-07-02\"").then().statusCode(201);
        day("2026-07-01");
        tier().then().body("tier", equalTo("diamond"));

        day("2026-07-02");

        tier().then().body("tier", equalTo("normal"));
        given().queryParam("customerId", customer.id())
                .get("/v1/overrides")
                .then()
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("EXPIRED"));
        give("\"tier\":\"diamond\"").then().statusCode(201);
    }

    @Test
    void endsOnItsDateAlthoughTheDayComesInSeveralPages() {
        give("\"floor\":\"diamond\",\"expiresOn\":\"2026-07-02\"").then().statusCode(201);
        customerService.longestPage(1);
        customerService.businessDate(LocalDate.parse("2026-07-02"));
        for (int i = 0; i < 3; i++) {
            TestCustomer.of(scheme, Map.of()).publish();
        }
        assertThat(follower.catchUp()).isTrue();

        tier().then().body("tier", equalTo("normal"));
        assertThat(causes()).isEqualTo(List.of("OVERRIDE", "OVERRIDE", "METRICS"));
    }

    @Test
    void endsWhenAVersionWithoutTheTierTakesEffect() {
        give("\"tier\":\"diamond\"").then().statusCode(201);
        json(Schemes.RULES.replace("KEY", scheme).replace("\"diamond\"", "\"brilliant\""))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);

        Api.run(scheme, false);

        tier().then().body("tier", equalTo("normal"));
        explanation().then().statusCode(200).body("override", nullValue());
        given().queryParam("scheme", scheme).get("/v1/overrides").then().body("items[0].state", equalTo("TIER_GONE"));
    }

    @Test
    void aCeilingHoldsWhateverTheRulesSay() {
        give("\"ceiling\":\"normal\"").then().statusCode(201);

        customer.with("spend.365d", "9999").publish();
        follower.catchUp();

        tier().then().body("tier", equalTo("normal"));
        explanation().then().body("override.instead", equalTo("diamond"));
    }

    @Test
    void endsWithTheCustomer() {
        give("\"tier\":\"diamond\"").then().statusCode(201);
        TestCustomer other = TestCustomer.of(scheme, Map.of()).publish();
        follower.catchUp();
        give(other.id(), "\"tier\":\"diamond\"").then().statusCode(201);

        customer.delete();
        other.erase();
        follower.catchUp();

        given().queryParam("scheme", scheme)
                .get("/v1/overrides")
                .then()
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("CUSTOMER_GONE"));
    }

    @Test
    void thereIsOneAtATimeHoweverManyAsk() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads
                    .invokeAll(IntStream.range(0, 8)
                            .<java.util.concurrent.Callable<Integer>>mapToObj(
                                    i -> () -> give("\"tier\":\"diamond\"").statusCode())
                            .toList())
                    .stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .sorted()
                    .toList();

            assertThat(statuses).isEqualTo(List.of(201, 409, 409, 409, 409, 409, 409, 409));
        }
    }

    @Test
    void isFoundByTheCustomersKeyAndReplayed() {
        String body = """
                {"customer":{"key":{"source":"test","key":"%s"}},"scheme":"%s","tier":"diamond","reason":"x","author":"y"}""".formatted(customer.key(), scheme);
        String key = UUID.randomUUID().toString();

        String first =
                json(body).header("Idempotency-Key", key).post("/v1/overrides").path("id");
        Response again = json(body).header("Idempotency-Key", key).post("/v1/overrides");

        again.then().statusCode(201).body("id", equalTo(first)).body("customerId", equalTo(customer.id() + ""));
    }

    @Test
    void liftsWhoIsNotInThePopulation() {
        String other = Api.activeScheme(Schemes.RULES);
        Api.run(other, false);
        Api.tier(customer.id(), other).then().body("outside", equalTo("population"));

        json("""
                {"customer":{"id":"%s"},"scheme":"%s","floor":"normal","reason":"x","author":"y"}""".formatted(customer.id(), other)).post("/v1/overrides").then().statusCode(201);

        Api.tier(customer.id(), other).then().body("tier", equalTo("normal")).body("outside", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "tier":"diamond","floor":"normal"                     | OVERRIDE_INVALID | ~~         | ONE_OF_BOTH
            "expiresOn":"2027-01-01"                              | OVERRIDE_INVALID | ~~         | ONE_OF_BOTH
            "tier":"gold"                                         | OVERRIDE_INVALID | /tier      | UNKNOWN_TIER
            "floor":"diamond","ceiling":"normal"                  | OVERRIDE_INVALID | /ceiling   | CEILING_BELOW_FLOOR
            "tier":"diamond","expiresOn":"2026-06-30"             | OVERRIDE_INVALID | /expiresOn | EXPIRED
            """)
    void refusesWhatMakesNoSense(String effect, String problem, String pointer, String code) {
        give(effect)
                .then()
                .statusCode(422)
                .body("code", equalTo(problem))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        given().queryParam("customerId", customer.id())
                .get("/v1/overrides")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void refusesWhomAndWhatItDoesNotKnow() {
        give(UUID.randomUUID(), "\"tier\":\"diamond\"")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_CUSTOMER"));
        json("""
                {"customer":{"id":"%s"},"scheme":"none","tier":"a","reason":"x","author":"y"}""".formatted(customer.id()))
                .post("/v1/overrides")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_SCHEME"));
        json("{\"customer\":{},\"scheme\":\"%s\",\"tier\":\"diamond\",\"reason\":\"x\",\"author\":\"y\"}"
                        .formatted(scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/customer"));
        give("\"tier\":\"diamond\",\"reason\":\" \"").then().statusCode(400);
        given().get("/v1/overrides/" + UUID.randomUUID()).then().statusCode(404);
        given().queryParam("state", "GONE").get("/v1/overrides").then().statusCode(400);
    }

    @Test
    void whatIsToHaveHeldBeforeIsInForceThenButWasNotKnown() {
        datedBack(30);
        Instant before = recorded();
        LocalDate from = today().minusDays(12);

        give("\"tier\":\"diamond\",\"effectiveFrom\":\"%s\"".formatted(from))
                .then()
                .statusCode(201)
                .body("effectiveFrom", equalTo(from.toString()));

        asOf(from.minusDays(1), null).body("tier", equalTo("normal"));
        asOf(from, null).body("tier", equalTo("diamond"));
        asOf(today().minusDays(1), null).body("tier", equalTo("diamond"));
        asOf(from, before).body("tier", equalTo("normal"));
        tier().then().body("tier", equalTo("diamond"));
        assertThat(causes()).isEqualTo(List.of("OVERRIDE", "OVERRIDE", "METRICS"));
        assertThat(given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                        .jsonPath()
                        .getString("items[0].since"))
                .isEqualTo(from.atStartOfDay(clock.zone()).toInstant().toString());
        explanation().then().statusCode(200).body("tier", equalTo("diamond"));
    }

    @Test
    void aFloorOfThePastLiftsOnlyWhoWasBelow() {
        datedBack(30);
        TestCustomer high = TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("9000")))
                .publish();
        assertThat(follower.catchUp()).isTrue();
        String floor = "\"floor\":\"diamond\",\"effectiveFrom\":\"%s\"".formatted(today().minusDays(5));

        give(high.id(), floor).then().statusCode(201);
        give(floor).then().statusCode(201);

        asOf(today().minusDays(3), null).body("tier", equalTo("diamond"));
        asOf(today().minusDays(6), null).body("tier", equalTo("normal"));
        JsonPath history = given().get("/v1/customers/{id}/tiers/{scheme}/history", high.id(), scheme)
                .jsonPath();
        assertThat(history.getList("items.previous")).containsExactly(null, null);
        assertThat(history.getString("items[0].until")).isEqualTo(history.getString("items[1].since"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "2016-06-29", "2026-07-01"})
    void refusesToHaveHeldAtTimesThatCannotBe(String from) {
        give("\"tier\":\"diamond\",\"effectiveFrom\":\"%s\"".formatted(from))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/effectiveFrom"));
    }

    /// As if the service had known the customer for days.
    private void datedBack(int days) {
        database.call(c -> Sql.update(
                c,
                "update tier_history set valid_from = valid_from - ? * interval '1 day' where customer_id = ?",
                days,
                customer.id()));
        customerService.businessDate(today());
        follower.catchUp();
    }

    private LocalDate today() {
        return clock.today();
    }

    private Instant recorded() {
        return database.call(c -> Sql.only(
                c,
                "select clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant()));
    }

    private ValidatableResponse asOf(LocalDate date, Instant knownAt) {
        var request = given().queryParam("asOf", date.toString());
        return (knownAt == null ? request : request.queryParam("knownAt", knownAt.toString()))
                .get("/v1/customers/{id}/tiers/{scheme}", customer.id(), scheme)
                .then()
                .statusCode(200);
    }

    private Response give(String effect) {
        return give(customer.id(), effect);
    }

    private Response give(UUID id, String effect) {
        String reason = effect.contains("reason") ? "" : "\"reason\":\"An important customer\",";
        return json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",%s\"author\":\"Li Lei\",%s}"
                        .formatted(id, scheme, reason, effect))
                .post("/v1/overrides");
    }

    private void day(String date) {
        customerService.businessDate(LocalDate.parse(date));
        assertThat(follower.catchUp()).isTrue();
    }

    private Response tier() {
        return Api.tier(customer.id(), scheme);
    }

    private Response explanation() {
        return given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer.id(), scheme);
    }

    private List<String> causes() {
        return given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .jsonPath()
                .getList("items.cause");
    }
}
