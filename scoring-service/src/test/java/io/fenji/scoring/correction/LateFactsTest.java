package io.fenji.scoring.correction;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricVector;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.CustomerServiceStub.Fault;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Facts that come late: found out by the service, or corrected on request.
@QuarkusTest
@ServiceTest
class LateFactsTest {
    private static final String SCHEME = """
            {"key":"KEY","name":{"en":"Levels"},"population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"C"},
             "tiers":[{"key":"A","name":{"en":"A"}},{"key":"B","name":{"en":"B"}},{"key":"C","name":{"en":"C"}}],
             "rules":[{"key":"a","when":{"metric":"spend.365d","over":5000},"assign":"A"},
                      {"key":"b","when":{"metric":"spend.365d","over":1000},"assign":"B"}]}""";

    @Inject
    MetricFollower follower;

    @Inject
    LateFacts lateFacts;

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    @Inject
    MeterRegistry meters;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private LocalDate today;

    @BeforeEach
    void itIsToday() {
        customerService.fault(Fault.NONE);
        database.call(c -> Sql.update(c, "delete from late_checks"));
        today = clock.today();
        day(today.minusDays(1));
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.fault(Fault.NONE);
        day(LocalDate.parse("2026-06-30"));
        database.call(c -> Sql.update(c, "delete from late_checks"));
    }

    @Test
    void anOrderThatComesThreeWeeksLateIsInForceFromItsDayAndKnownFromNow() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(21)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();
        String before = now();

        lateFacts.check();

        assertThat(asOf(customer, scheme, ago(22))).isEqualTo("C");
        assertThat(asOf(customer, scheme, ago(21))).isEqualTo("A");
        assertThat(asOf(customer, scheme, ago(1))).isEqualTo("A");
        assertThat(asOf(
                        customer,
                        scheme,
                        today.atStartOfDay(clock.zone()).toInstant().plusMillis(1)))
                .isEqualTo("A");
        given().queryParam("asOf", ago(10).toString())
                .queryParam("knownAt", before)
                .get(address(customer, scheme))
                .then()
                .statusCode(200)
                .body("tier", equalTo("C"));
        Api.tier(customer.id(), scheme).then().body("tier", equalTo("A"));
        JsonPath history = given().get(address(customer, scheme) + "/history").jsonPath();
        assertThat(history.getList("items.cause")).isEqualTo(List.of("CORRECTION", "METRICS", "METRICS"));
        assertThat(history.getString("items[0].since"))
                .isEqualTo(ago(21).atStartOfDay(clock.zone()).toInstant().toString());
        assertThat(history.getString("items[0].until")).isEqualTo(history.getString("items[1].since"));
        assertThat(history.getString("items[0].previous")).isEqualTo("C");
        assertThat(history.getString("items[0].businessDate")).isEqualTo(ago(21).toString());
        requireEvent(customer, history);
    }

    /// The feed says so without any word of a change.
    private static void requireEvent(TestCustomer customer, JsonPath history) {
        List<JsonPath> events = given().queryParam("limit", 50_000)
                .get("/v1/tier-changes")
                .asString()
                .lines()
                .filter(line -> line.contains(customer.id().toString()))
                .map(JsonPath::new)
                .toList();
        assertThat(events.stream().map(event -> event.getString("type")))
                .containsExactly("io.fenji.tier.changed", "io.fenji.tier.changed", "io.fenji.tier.corrected");
        JsonPath corrected = events.getLast();
        assertThat(corrected.getString("data.validFrom")).isEqualTo(history.getString("items[0].since"));
        assertThat(corrected.getString("data.validUntil")).isEqualTo(history.getString("items[0].until"));
        assertThat(corrected.getString("time")).isEqualTo(history.getString("items[0].recordedAt"));
        assertThat(corrected.getString("data.to")).isEqualTo("A");
    }

    @Test
    void aSecondLateFactOfTheDayCorrectsOnceMore() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(21)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();
        lateFacts.check();
        String before = now();
        customerService.past(
                customer.id(), date -> spend(date.isBefore(ago(21)) ? "100" : date.isBefore(ago(5)) ? "6000" : "2000"));
        customer.with("spend.365d", "2000").publish(today);
        follower.catchUp();

        lateFacts.check();

        assertThat(asOf(customer, scheme, ago(6))).isEqualTo("A");
        assertThat(asOf(customer, scheme, ago(5))).isEqualTo("B");
        given().queryParam("asOf", ago(3).toString())
                .queryParam("knownAt", before)
                .get(address(customer, scheme))
                .then()
                .body("tier", equalTo("A"));
        int asked = requests(customer);
        lateFacts.check();
        assertThat(requests(customer)).isEqualTo(asked);
    }

    @Test
    void whatHappenedTodayCorrectsNothing() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend("100"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();

        lateFacts.check();

        assertThat(requests(customer)).isEqualTo(1);
        assertThat(causes(customer, scheme)).isEqualTo(List.of("METRICS", "METRICS"));
    }

    /// The metrics of days that were certainly not touched give other tiers than were recorded.
    @Test
    void aPastThatCannotBeExplainedIsLeftAlone() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend("6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();

        lateFacts.check();

        assertThat(causes(customer, scheme)).isEqualTo(List.of("METRICS", "METRICS"));
        // Yesterday, the day before all others, and the first that has to come out as it is recorded.
        assertThat(requests(customer)).isEqualTo(3);
    }

    @Test
    void whatWasNotRecordedIsNotMadeUp() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 4);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(2)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();

        lateFacts.check();

        given().queryParam("asOf", ago(6).toString())
                .get(address(customer, scheme))
                .then()
                .statusCode(404);
        assertThat(asOf(customer, scheme, ago(3))).isEqualTo("C");
        assertThat(asOf(customer, scheme, ago(2))).isEqualTo("A");
    }

    @Test
    void whileCustomerServiceIsAwayNothingIsLost() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(3)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();
        customerService.fault(Fault.ERROR);
        lateFacts.check();
        assertThat(asOf(customer, scheme, ago(3))).isEqualTo("C");

        customerService.fault(Fault.NONE);
        database.call(c -> Sql.update(c, "update late_checks set lease_until = now() - interval '1 second'"));
        lateFacts.check();

        assertThat(asOf(customer, scheme, ago(3))).isEqualTo("A");
    }

    @Test
    void onRequestThePastIsEvaluatedAlsoWhereNothingWasRecorded() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "6000", 0);
        TestCustomer gone = TestCustomer.of(scheme, spend("1"));
        customerService.past(
                customer.id(), date -> spend(date.isBefore(ago(20)) ? "10" : date.isBefore(ago(10)) ? "2000" : "6000"));
        String before = now();
        given().queryParam("asOf", ago(15).toString())
                .get(address(customer, scheme))
                .then()
                .statusCode(404);
        String body = body(scheme, ago(30), customer.id(), gone.id(), customer.id());

        Response accepted = json(body).header("Idempotency-Key", scheme).post("/v1/tier-corrections");
        JsonPath operation = Api.await(
                accepted.then().statusCode(202).extract().header("Location").replaceFirst("^https?://[^/]+", ""));

        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
        assertThat(operation.getMap("result").toString()).contains("customers=2", "corrected=1", "corrections=3");
        given().queryParam("asOf", ago(31).toString())
                .get(address(customer, scheme))
                .then()
                .statusCode(404);
        assertThat(asOf(customer, scheme, ago(30))).isEqualTo("C");
        assertThat(asOf(customer, scheme, ago(20))).isEqualTo("B");
        assertThat(asOf(customer, scheme, ago(10))).isEqualTo("A");
        given().queryParam("asOf", ago(15).toString())
                .queryParam("knownAt", before)
                .get(address(customer, scheme))
                .then()
                .statusCode(404);
        json(body)
                .header("Idempotency-Key", scheme)
                .post("/v1/tier-corrections")
                .then()
                .statusCode(202)
                .body("id", equalTo(accepted.jsonPath().getString("id")));
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        String scheme = Api.activeScheme(SCHEME);
        UUID customer = UUID.randomUUID();
        refused(body("nobody", ago(3), customer), 422, "UNKNOWN_SCHEME", "/scheme");
        refused(body(scheme, today.plusDays(3), customer), 422, "CORRECTION_INVALID", "/from");
        refused(body(scheme, today.minusYears(2), customer), 422, "CORRECTION_INVALID", "/from");
        refused(body(scheme, ago(3)), 400, "INVALID_REQUEST", "/customerIds");
        String pareto = Api.activeScheme(io.fenji.scoring.testing.Schemes.PARETO);
        refused(body(pareto, ago(3), customer), 422, "CORRECTION_INVALID", "/scheme");
    }

    @Test
    void aCorrectionFailsWhileCustomerServiceIsAway() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "6000", 0);
        customerService.past(customer.id(), date -> spend("6000"));
        customerService.fault(Fault.ERROR);

        JsonPath operation = Api.await(json(body(scheme, ago(3), customer.id()))
                .post("/v1/tier-corrections")
                .header("Location")
                .replaceFirst("^https?://[^/]+", ""));

        assertThat(operation.getString("state")).isEqualTo("FAILED");
        assertThat(operation.getString("problem.code")).isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    void ofAnErasedCustomerNothingStays() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(21)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();
        lateFacts.check();
        Api.await(json(body(scheme, ago(3), customer.id()))
                .post("/v1/tier-corrections")
                .header("Location")
                .replaceFirst("^https?://[^/]+", ""));

        customer.erase();
        follower.catchUp();

        given().queryParam("asOf", ago(10).toString())
                .get(address(customer, scheme))
                .then()
                .statusCode(404);
        given().queryParam("asOf", ago(10).toString())
                .queryParam("scheme", scheme)
                .get("/v1/tiers")
                .then()
                .body("items", equalTo(List.of()));
        assertThat(count("select count(*) from late_checks where customer_id::text = ?", customer))
                .isZero();
        assertThat(count(
                        "select count(*) from tier_history where cause <> 'DELETED' and customer_id::text = ?",
                        customer))
                .isZero();
        assertThat(count("select count(*) from operations where strpos(request::text, ?) > 0", customer))
                .isZero();
    }

    @Test
    void aSchemeThatLooksAtAnotherIsCorrectedAfterIt() {
        String scheme = Api.activeScheme(SCHEME);
        String other = Api.uniqueKey();
        json("""
                {"key":"%s","name":{"en":"Clubs"},"population":{"attribute":"channel","is":"%s"},
                 "cut":{"type":"rules","otherwise":"open"},
                 "tiers":[{"key":"club","name":{"en":"Club"}},{"key":"open","name":{"en":"Open"}}],
                 "rules":[{"key":"a","when":{"tier":{"scheme":"%2$s","atLeast":"A"}},"assign":"club"}]}""".formatted(other, scheme)).post("/v1/schemes").then().statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(other))
                .then()
                .statusCode(200);
        TestCustomer customer = known(scheme, "100", 60);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(21)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();

        lateFacts.check();

        assertThat(asOf(customer, other, ago(22))).isEqualTo("open");
        assertThat(asOf(customer, other, ago(21))).isEqualTo("club");
        assertThat(asOf(customer, other, ago(1))).isEqualTo("club");
    }

    @Test
    void tiersThatAnActivationKeepsAreNotTakenForWrong() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "6000", 60);
        String versions = "/v1/schemes/%s/versions".formatted(scheme);
        json(SCHEME.replace("KEY", scheme).replace("5000", "9000"))
                .post(versions)
                .then()
                .statusCode(201);
        json("{\"existingTiers\":\"PROTECT_UNTIL\",\"until\":\"%s\"}".formatted(today.plusDays(30)))
                .post(versions + "/2:activate")
                .then()
                .statusCode(200);
        Api.run(scheme, false);
        dateBack("tier_runs set recorded_at = recorded_at", 20, scheme);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(5)) ? "6000" : "7000"));
        day(today);
        customer.with("spend.365d", "7000").publish(today);
        follower.catchUp();

        lateFacts.check();
        JsonPath asked = corrected(scheme, ago(30), customer.id());

        assertThat(causes(customer, scheme)).isEqualTo(List.of("METRICS"));
        assertThat(asked.getInt("result.corrected")).isZero();
        assertThat(asOf(customer, scheme, ago(1))).isEqualTo("A");
    }

    @Test
    void theTimeInWhichASchemeHadEndedIsLeftAlone() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = known(scheme, "100", 60);
        String versions = "/v1/schemes/%s/versions".formatted(scheme);
        given().post(versions + "/1:retire").then().statusCode(200);
        Api.run(scheme, false);
        dateBack("tier_history set valid_from = valid_from", 20, scheme, "cause = 'RETIRED'");
        dateBack("tier_runs set ended_at = ended_at", 20, scheme);
        json("{}").post(versions + "/1:clone").then().statusCode(201);
        given().post(versions + "/2:activate").then().statusCode(200);
        Api.run(scheme, false);
        dateBack("tier_history set valid_from = valid_from", 10, scheme, "cause = 'RUN'");
        dateBack("tier_runs set recorded_at = recorded_at", 10, scheme);
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(25)) ? "100" : "6000"));
        day(today);
        customer.with("spend.365d", "6000").publish(today);
        follower.catchUp();

        lateFacts.check();
        corrected(scheme, ago(30), customer.id());

        assertThat(asOf(customer, scheme, ago(22))).isEqualTo("A");
        assertThat(asOf(customer, scheme, ago(15))).isNull();
        assertThat(asOf(customer, scheme, ago(5))).isEqualTo("A");
    }

    @Test
    void whomTheSchemeHasNeverEvaluatedDoesNotMakeTheOthersFail() {
        String channel = Api.uniqueKey();
        TestCustomer never = TestCustomer.of(channel, spend("6000")).publish(today.minusDays(1));
        follower.catchUp();
        json(SCHEME.replace("KEY", channel)).post("/v1/schemes").then().statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(channel))
                .then()
                .statusCode(200);
        TestCustomer customer = known(channel, "6000", 0);
        List.of(never, customer).forEach(each -> customerService.past(each.id(), date -> spend("6000")));

        JsonPath operation = corrected(channel, ago(3), never.id(), customer.id());

        assertThat(operation.getMap("result").toString()).contains("customers=2", "corrected=1");
    }

    @Test
    void aCustomerWhoCannotBeCheckedDoesNotHoldUpOthers() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer poisoned = new TestCustomer(new UUID(0, System.nanoTime()), scheme, spend("100"));
        TestCustomer customer = TestCustomer.of(scheme, spend("100"));
        List.of(poisoned, customer).forEach(each -> known(each, 60));
        customerService.past(poisoned.id(), date -> {
            throw new IllegalStateException("nobody can tell");
        });
        customerService.past(customer.id(), date -> spend(date.isBefore(ago(3)) ? "100" : "6000"));
        day(today);
        List.of(poisoned, customer)
                .forEach(each -> each.with("spend.365d", "6000").publish(today));
        follower.catchUp();

        lateFacts.check();

        assertThat(asOf(customer, scheme, ago(3))).isEqualTo("A");
        assertThat(count("select attempts from late_checks where customer_id::text = ?", poisoned))
                .isEqualTo(1);
        for (int again = 0; again < 9; again++) {
            database.call(c -> Sql.update(c, "update late_checks set lease_until = null"));
            lateFacts.check();
        }
        assertThat(count("select count(*) from late_checks where pending and customer_id::text = ?", poisoned))
                .isZero();
        assertThat(meters.counter("fenji.corrections.unchecked", "reason", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theChangeOfDayTakesNoRoomFromWhatFactsBring() {
        String scheme = Api.activeScheme(SCHEME);
        List<TestCustomer> customers = List.of(known(scheme, "1", 0), known(scheme, "2", 0), known(scheme, "3", 0));
        TestCustomer nobody = TestCustomer.of(Api.uniqueKey(), spend("1"));

        // Both bring vectors of today: one before the base has come to today, one after it.
        long leftOut = land(1, customers.get(0), customers.get(1));
        day(today);
        long leftOutLater = land(1, customers.get(2), nobody);

        assertThat(leftOut).isEqualTo(1);
        assertThat(leftOutLater).isZero();
        assertThat(database.<List<Boolean>>call(c -> Sql.list(
                        c, "select day_change from late_checks order by day_change", row -> row.getBoolean(1))))
                .containsExactly(false, true);
    }

    private long land(int most, TestCustomer... customers) {
        return database.transaction(c -> MetricCopy.land(
                c,
                List.of(customers).stream()
                        .map(each -> new MetricVector(
                                each.id(),
                                false,
                                false,
                                List.of(),
                                Map.of("spend.365d", 70_000L),
                                "{}",
                                today,
                                clock.now()))
                        .toList(),
                clock.now(),
                most));
    }

    private JsonPath corrected(String scheme, LocalDate from, UUID... customers) {
        JsonPath operation = Api.await(json(body(scheme, from, customers))
                .post("/v1/tier-corrections")
                .header("Location")
                .replaceFirst("^https?://[^/]+", ""));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
        return operation;
    }

    private void dateBack(String column, int days, String scheme, String... conditions) {
        String where = conditions.length == 0 ? "" : " and " + conditions[0];
        database.call(c ->
                Sql.update(c, "update " + column + " - ? * interval '1 day' where scheme = ?" + where, days, scheme));
    }

    /// Known for some days to spend so much: what the service recorded then is dated back.
    private TestCustomer known(String scheme, String spend, int days) {
        return known(TestCustomer.of(scheme, spend(spend)), days);
    }

    private TestCustomer known(TestCustomer customer, int days) {
        customer.publish(today.minusDays(1));
        assertThat(follower.catchUp()).isTrue();
        database.call(c -> Sql.update(
                c,
                "update tier_history set valid_from = valid_from - ? * interval '1 day', held_since = null where customer_id = ?",
                days,
                customer.id()));
        return customer;
    }

    private void day(LocalDate date) {
        customerService.businessDate(date);
        assertThat(follower.catchUp()).isTrue();
    }

    private LocalDate ago(int days) {
        return today.minusDays(days);
    }

    private static Map<String, BigDecimal> spend(String amount) {
        return Map.of("spend.365d", new BigDecimal(amount));
    }

    private static String address(TestCustomer customer, String scheme) {
        return "/v1/customers/%s/tiers/%s".formatted(customer.id(), scheme);
    }

    private static String asOf(TestCustomer customer, String scheme, Object moment) {
        return given().queryParam("asOf", moment.toString())
                .get(address(customer, scheme))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("tier");
    }

    private static List<String> causes(TestCustomer customer, String scheme) {
        return given().get(address(customer, scheme) + "/history").jsonPath().getList("items.cause");
    }

    private int requests(TestCustomer customer) {
        return (int) customerService.pastRequests().stream()
                .filter(request -> request.startsWith(customer.id().toString()))
                .count();
    }

    private static String body(String scheme, LocalDate from, UUID... customers) {
        return "{\"scheme\":\"%s\",\"from\":\"%s\",\"customerIds\":[%s]}"
                .formatted(
                        scheme,
                        from,
                        String.join(
                                ",",
                                List.of(customers).stream()
                                        .map(id -> "\"" + id + "\"")
                                        .toList()));
    }

    private static void refused(String body, int status, String code, String pointer) {
        json(body)
                .post("/v1/tier-corrections")
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo(pointer));
    }

    private long count(String sql, TestCustomer customer) {
        return database.call(
                c -> Sql.only(c, sql, row -> row.getLong(1), customer.id().toString()));
    }

    private String now() {
        return database.call(c -> Sql.only(
                c,
                "select clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant().toString()));
    }
}
