package io.fenji.scoring.tier;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Corrections;
import io.fenji.scoring.history.Outcome;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every route against a list of facts: random changes and corrections, asked about at random moments as known at
/// others.
@QuarkusTest
@ServiceTest
class TwoClocksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20261123;
    private static final List<String> TIERS = List.of("A", "B", "C");
    private static final String SCHEME = """
            {"key":"KEY","name":{"en":"Levels"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"C"},
             "tiers":[{"key":"A","name":{"en":"A"}},{"key":"B","name":{"en":"B"}},{"key":"C","name":{"en":"C"}}],
             "rules":[{"key":"broke","when":{"metric":"creditRating","under":5},"exclude":true},
                      {"key":"a","when":{"metric":"spend.365d","over":5000},"assign":"A"},
                      {"key":"b","when":{"metric":"spend.365d","over":1000},"assign":"B"}]}""";

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    private final Random random = new Random(SEED);

    /// Where the feed was when the test began.
    private String begin = "";

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    /// What the service was told: in force from step `from` (a moment) to `until`, told in step `recorded`.
    private record Told(int recorded, int from, int until, String tier) {
        boolean holdsAt(int moment) {
            return from <= moment && moment < until;
        }
    }

    /// Moments between the steps; what a step does happens after its moment before and is seen at its own.
    private final List<Instant> moments = new ArrayList<>();
    private final Map<UUID, List<Told>> model = new TreeMap<>();
    private final List<TestCustomer> customers = new ArrayList<>();

    @Test
    void everyRouteAnswersAsAListOfFactsDoes() {
        String scheme = Api.activeScheme(SCHEME);
        for (int i = 0; i < 9; i++) {
            TestCustomer customer = TestCustomer.of(scheme, Map.of());
            customers.add(customer);
            model.put(customer.id(), new ArrayList<>());
        }
        begin = lines(request(scheme), "/v1/tier-exports")
                .getLast()
                .path("next")
                .textValue();
        tick();
        List<Map<UUID, String>> answeredThen = new ArrayList<>();
        answeredThen.add(Map.of());
        for (int step = 1; step <= 40; step++) {
            if (step > 8 && random.nextInt(3) == 0) {
                correct(scheme, step);
            } else {
                change(scheme, step);
            }
            tick();
            answeredThen.add(listed(() -> request(scheme)));
        }

        for (int moment = 0; moment < moments.size(); moment++) {
            String known = at(moment);
            assertThat(listed(() -> request(scheme).queryParam("knownAt", known)))
                    .as("known at %d, seed %d", moment, SEED)
                    .isEqualTo(answeredThen.get(moment));
        }
        for (int i = 0; i < 40; i++) {
            requireModel(scheme, random.nextInt(moments.size()), random.nextInt(moments.size()));
        }
    }

    @Test
    void whatWasAnsweredOnceIsAnsweredAlwaysWhileWritersGoOn() throws Exception {
        String scheme = Api.activeScheme(SCHEME);
        for (int i = 0; i < 30; i++) {
            customers.add(spending(TestCustomer.of(scheme, Map.of())).publish());
        }
        assertThat(follower.catchUp()).isTrue();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (var executor = Executors.newSingleThreadExecutor()) {
            Random writersRandom = new Random(SEED + 1);
            Future<?> writer = executor.submit(() -> {
                while (writing.get()) {
                    customers.stream()
                            .filter(customer -> writersRandom.nextInt(3) == 0)
                            .forEach(customer -> customer.with(
                                            "spend.365d", Integer.toString(writersRandom.nextInt(9_000)))
                                    .publish());
                    follower.catchUp();
                }
            });
            try {
                Map<String, String> answers = new HashMap<>();
                for (int i = 0; i < 150; i++) {
                    UUID id = customers.get(random.nextInt(customers.size())).id();
                    String address = "/v1/customers/%s/tiers/%s".formatted(id, scheme);
                    JsonPath answer = given().queryParam("asOf", now())
                            .get(address)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
                    answers.put(
                            address
                                    + "?asOf=%s&knownAt=%s"
                                            .formatted(answer.getString("asOf"), answer.getString("knownAt")),
                            answer.prettify());
                }
                List<Map<String, Object>> pages = pagesWhileWriting(scheme);
                writing.set(false);
                writer.get();
                answers.forEach((address, answer) -> assertThat(
                                given().get(address).jsonPath().prettify())
                        .as(address)
                        .isEqualTo(answer));
                assertThat(pages).hasSize(customers.size());
                String knownAt = pages.getFirst().get("knownAt").toString();
                assertThat(listed(() -> request(scheme).queryParam("knownAt", knownAt)))
                        .isEqualTo(tiers(pages));
            } finally {
                writing.set(false);
            }
        }
    }

    @Test
    void anAnswerAboutThePastHasTheFreshnessOfThen() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = spending(TestCustomer.of(scheme, Map.of())).publish();
        JsonPath first = Api.run(scheme, false);
        tick();
        json(SCHEME.replace("KEY", scheme).replace("5000", "5001"))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
        JsonPath second = Api.run(scheme, false);
        tick();

        JsonPath before = single(customer.id(), scheme, 0, 1);
        JsonPath after = single(customer.id(), scheme, 1, 1);

        assertThat(before.getInt("schemeVersion")).isEqualTo(1);
        assertThat(before.getString("dataAsOf")).isEqualTo(first.getString("dataAsOf"));
        assertThat(after.getInt("schemeVersion")).isEqualTo(2);
        assertThat(after.getString("dataAsOf")).isEqualTo(second.getString("dataAsOf"));
        assertThat(after.getString("since")).isEqualTo(before.getString("since"));
        assertThat(after.getString("recordedAt")).isEqualTo(before.getString("recordedAt"));
        assertThat(Instant.parse(after.getString("computedAt"))).isAfter(moments.getFirst());
        assertThat(after.getString("runId")).isEqualTo(before.getString("runId"));
    }

    @Test
    void momentsThatCannotBeAreRefused() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = spending(TestCustomer.of(scheme, Map.of())).publish();
        follower.catchUp();
        String address = "/v1/customers/%s/tiers/%s".formatted(customer.id(), scheme);
        for (String moment : List.of(
                "2999-01-01",
                "2999-01-01T00:00:00Z",
                "yesterday",
                "2026-13-01",
                "2026-06-30T25:00:00Z",
                "2026-06-30T01:02:03")) {
            for (String parameter : List.of("asOf", "knownAt")) {
                Response answer = given().queryParam(parameter, moment).get(address);
                assertThat(answer.statusCode()).as(parameter + "=" + moment).isEqualTo(400);
                assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(parameter);
            }
        }
        json("{\"scheme\":\"%s\",\"customerIds\":[\"%s\"],\"asOf\":\"2999-01-01\"}".formatted(scheme, customer.id()))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/asOf"))
                .body("errors[0].code", equalTo("IN_THE_FUTURE"));

        given().queryParam("asOf", "2020-01-01").get(address).then().statusCode(404);
        given().queryParam("asOf", today()).get(address).then().statusCode(200).body("tier", equalTo("B"));
        given().queryParam("asOf", "2020-01-01")
                .get("/v1/customers/%s/tiers".formatted(customer.id()))
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    void answersNotModifiedOnEveryRead() {
        String scheme = Api.activeScheme(SCHEME);
        TestCustomer customer = spending(TestCustomer.of(scheme, Map.of())).publish();
        follower.catchUp();
        tick();
        String one = "/v1/customers/%s/tiers".formatted(customer.id());
        for (String address : List.of(
                one,
                "/v1/customers/by-key/test/%s/tiers".formatted(customer.key()),
                one + "/" + scheme,
                one + "/" + scheme + "?knownAt=" + at(0),
                one + "/" + scheme + "/history",
                one + "/" + scheme + "/explanation",
                "/v1/tiers?scheme=" + scheme,
                "/v1/tiers?scheme=%s&asOf=%s&knownAt=%s".formatted(scheme, at(0), at(0)))) {
            String tag = given().get(address).then().statusCode(200).extract().header("ETag");
            given().header("If-None-Match", tag)
                    .get(address)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag);
            given().header("If-None-Match", "\"x\"").get(address).then().statusCode(200);
        }
    }

    private void change(String scheme, int step) {
        for (int i = 0; i < customers.size(); i++) {
            TestCustomer customer = customers.get(i);
            if (random.nextInt(4) > 0) {
                continue;
            }
            String before = current(customer.id());
            String tier = random.nextInt(6) == 0 ? null : TIERS.get(random.nextInt(3));
            if (random.nextInt(12) == 0 && before != null) {
                customer.delete();
                tier = null;
            } else {
                customer.with(
                                "spend.365d",
                                tier == null || tier.equals("C") ? "10" : tier.equals("A") ? "6000" : "2000")
                        .with("creditRating", tier == null ? "1" : "50")
                        .publish();
            }
            if (!Objects.equals(before, tier)) {
                model.get(customer.id()).add(new Told(step, step, Integer.MAX_VALUE, tier));
            }
        }
        assertThat(follower.catchUp()).isTrue();
    }

    private void correct(String scheme, int step) {
        UUID customer = customers.get(random.nextInt(customers.size())).id();
        int from = random.nextInt(moments.size() - 1);
        int until = from + 1 + random.nextInt(moments.size() - 1 - from);
        String previous = expected(customer, from, step);
        String tier = TIERS.get(random.nextInt(3));
        if (model.get(customer).isEmpty() || Objects.equals(previous, tier)) {
            return;
        }
        Outcome outcome = new Outcome(tier, null, null, null, null, new VersionId(scheme, 1), null, null, null);
        Correction correction = new Correction(moments.get(from), moments.get(until), previous, outcome);
        database.transaction(c -> {
            TierLock.take(c);
            Corrections.write(c, customer, List.of(correction), Corrections.Cause.CORRECTION);
            return true;
        });
        model.get(customer).add(new Told(step, from, until, tier));
    }

    private String current(UUID customer) {
        return expected(customer, Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
    }

    private String expected(UUID customer, int asOf, int knownAt) {
        return model.get(customer).reversed().stream()
                .filter(told -> told.recorded() <= knownAt && told.holdsAt(asOf))
                .findFirst()
                .map(Told::tier)
                .orElse(null);
    }

    private void requireModel(String scheme, int asOf, int knownAt) {
        Map<UUID, String> expected = new TreeMap<>();
        Map<UUID, String> recorded = new TreeMap<>();
        model.forEach((id, told) -> {
            String tier = expected(id, asOf, knownAt);
            if (tier != null) {
                expected.put(id, tier);
            }
            if (told.stream().anyMatch(fact -> fact.recorded() <= knownAt && fact.holdsAt(asOf))) {
                recorded.put(id, String.valueOf(tier));
            }
        });
        String what = "as of %d, known at %d, seed %d".formatted(asOf, knownAt, SEED);
        assertThat(listed(() -> past(scheme, asOf, knownAt))).as("list " + what).isEqualTo(expected);
        assertThat(exported(past(scheme, asOf, knownAt))).as("export " + what).isEqualTo(expected);
        assertThat(followed(scheme, asOf, knownAt)).as("feed " + what).isEqualTo(recorded);
        assertThat(lookedUp(scheme, asOf, knownAt)).as("look-up " + what).isEqualTo(recorded);
        for (TestCustomer customer : customers) {
            requireModel(customer, scheme, asOf, knownAt, recorded.get(customer.id()));
        }
    }

    private void requireModel(TestCustomer customer, String scheme, int asOf, int knownAt, String tier) {
        String single = "/v1/customers/%s/tiers/%s".formatted(customer.id(), scheme);
        if (tier == null) {
            past(null, asOf, knownAt).get(single).then().statusCode(404);
        } else {
            JsonPath answer = single(customer.id(), scheme, asOf, knownAt);
            assertThat(String.valueOf(answer.getString("tier"))).isEqualTo(tier);
            assertThat(answer.getString("asOf")).isEqualTo(at(asOf));
            assertThat(Instant.parse(answer.getString("recordedAt"))).isBeforeOrEqualTo(moments.get(knownAt));
            assertThat(Instant.parse(answer.getString("since"))).isBeforeOrEqualTo(moments.get(asOf));
            assertThat(tiers(past(null, asOf, knownAt)
                            .get("/v1/customers/%s/tiers".formatted(customer.id()))
                            .jsonPath()
                            .getList("items")))
                    .isEqualTo(Map.of(customer.id(), tier));
        }
        assertThat(given().queryParam("knownAt", at(knownAt))
                        .queryParam("limit", 200)
                        .get(single + "/history")
                        .jsonPath()
                        .getList("items.tier"))
                .isEqualTo(model.get(customer.id()).reversed().stream()
                        .filter(told -> told.recorded() <= knownAt)
                        .map(Told::tier)
                        .toList());
    }

    private JsonPath single(UUID customer, String scheme, int asOf, int knownAt) {
        return past(null, asOf, knownAt)
                .get("/v1/customers/%s/tiers/%s".formatted(customer, scheme))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<UUID, String> lookedUp(String scheme, int asOf, int knownAt) {
        String ids =
                customers.stream().map(customer -> "\"" + customer.id() + "\"").collect(joining(","));
        JsonPath answer = json("{\"scheme\":\"%s\",\"customerIds\":[%s],\"asOf\":\"%s\",\"knownAt\":\"%s\"}"
                        .formatted(scheme, ids, at(asOf), at(knownAt)))
                .post("/v1/tiers:lookup")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getList("items").size() + answer.getList("missing").size())
                .isEqualTo(customers.size());
        return tiers(answer.getList("items"));
    }

    private Map<UUID, String> listed(Supplier<RequestSpecification> request) {
        List<Map<String, Object>> items = new ArrayList<>();
        String next = null;
        do {
            RequestSpecification page = request.get().queryParam("limit", 4);
            JsonPath answer = (next == null ? page : page.queryParam("after", next))
                    .get("/v1/tiers")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(answer.getList("items"));
            next = answer.getString("next");
        } while (next != null);
        return tiers(items);
    }

    private Map<UUID, String> exported(RequestSpecification request) {
        List<JsonNode> lines = lines(request, "/v1/tier-exports");
        assertThat(lines.getLast().path("count").intValue()).isEqualTo(lines.size() - 1);
        Map<UUID, String> tiers = new TreeMap<>();
        for (JsonNode item : lines.subList(0, lines.size() - 1)) {
            tiers.put(
                    UUID.fromString(item.path("customerId").textValue()),
                    item.path("tier").textValue());
        }
        return tiers;
    }

    /// The last event of each customer, read page by page.
    private Map<UUID, String> followed(String scheme, int asOf, int knownAt) {
        Map<UUID, String> tiers = new TreeMap<>();
        String after = begin;
        boolean more = true;
        while (more) {
            List<JsonNode> lines = lines(
                    past(null, asOf, knownAt).queryParam("limit", 50).queryParam("after", after), "/v1/tier-changes");
            for (JsonNode event : lines.subList(0, lines.size() - 1)) {
                if (event.at("/data/scheme").textValue().equals(scheme)) {
                    tiers.put(
                            UUID.fromString(event.path("subject").textValue()),
                            String.valueOf(event.at("/data/to").textValue()));
                }
            }
            after = lines.getLast().path("next").textValue();
            more = lines.getLast().path("more").booleanValue();
        }
        return tiers;
    }

    private static List<JsonNode> lines(RequestSpecification request, String address) {
        return request.get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(TwoClocksTest::tree)
                .toList();
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<Map<String, Object>> pagesWhileWriting(String scheme) {
        List<Map<String, Object>> items = new ArrayList<>();
        String next = null;
        do {
            RequestSpecification page =
                    request(scheme).queryParam("asOf", today()).queryParam("limit", 3);
            JsonPath answer = (next == null ? page : page.queryParam("after", next))
                    .get("/v1/tiers")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(answer.getList("items"));
            next = answer.getString("next");
        } while (next != null);
        assertThat(items.stream().map(item -> item.get("knownAt")).distinct()).hasSize(1);
        return items;
    }

    private static Map<UUID, String> tiers(List<Map<String, Object>> items) {
        Map<UUID, String> tiers = new TreeMap<>();
        items.forEach(item ->
                tiers.put(UUID.fromString(item.get("customerId").toString()), String.valueOf(item.get("tier"))));
        return tiers;
    }

    private static RequestSpecification request(String scheme) {
        return given().queryParam("scheme", scheme);
    }

    private RequestSpecification past(String scheme, int asOf, int knownAt) {
        return (scheme == null ? given() : request(scheme))
                .queryParam("asOf", at(asOf))
                .queryParam("knownAt", at(knownAt));
    }

    private void tick() {
        moments.add(Instant.parse(now()));
    }

    private String at(int moment) {
        return moments.get(moment).toString();
    }

    private String now() {
        return database.call(c -> Sql.only(
                c,
                "select clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant().toString()));
    }

    private String today() {
        return database.call(
                c -> Sql.only(c, "select (now() at time zone 'Asia/Shanghai')::date", row -> row.getString(1)));
    }

    private static TestCustomer spending(TestCustomer customer) {
        return new TestCustomer(customer.id(), customer.channel(), Map.of("spend.365d", new BigDecimal("2000")));
    }
}
