package io.fenji.scoring.watch;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.WarningRulesReader;
import io.fenji.engine.preset.DefaultWarningRules;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.warning.Sign;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.fenji.scoring.testing.WarningFeed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever happens to the base, what is kept current is what a look at everyone from scratch would find.
@QuarkusTest
@ServiceTest
class CustomerWatchTest {
    private static final LocalDate START = LocalDate.parse("2026-06-30");

    private static final String SET = """
            {"key":"KEY","name":{"en":"Random"},"population":{"attribute":"channel","is":"KEY"},
             "segments":[
               {"key":"KEY-rich","name":{"en":"Rich"},"when":{"metric":"spend.365d","atLeast":LIMIT}},
               {"key":"KEY-late","name":{"en":"Late"},"when":{"metric":"recencyDays","over":30}},
               {"key":"KEY-rich-or-late","name":{"en":"Both"},"when":
                 {"any":[{"metric":"spend.365d","atLeast":LIMIT},{"metric":"recencyDays","over":30}]}},
               {"key":"KEY-not-rich","name":{"en":"Not rich"},"when":{"not":{"metric":"spend.365d","atLeast":LIMIT}}}]}""";

    /// The score is a hundredth of the spend; whoever falls has ten days.
    private static final String SCHEME = """
            {"key":"KEY","name":{"en":"Graces"},"population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"v","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":10000}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":75,"leave":70},{"key":"B","name":{"en":"B"},"enter":50},
                      {"key":"C","name":{"en":"C"}}],
             "movement":{"downgrade":{"graceDays":10}}}""";

    private static final String RULES = DefaultWarningRules.document().toString();

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private String key;
    private final Map<UUID, TestCustomer> base = new TreeMap<>();
    private LocalDate today = START;
    private int limit = 5000;

    @BeforeEach
    void customerServiceIsThere() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
        key = Api.activeScheme(SCHEME);
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.longestPage(Integer.MAX_VALUE);
        customerService.businessDate(START);
        follower.catchUp();
        // By what nobody has: nobody is valuable to the other tests.
        putRules(RULES.replace("\"metric\":\"spend.365d\"", "\"metric\":\"assets\""));
    }

    @Test
    void afterRandomHistoriesAllIsAsIfSortedAndLookedAtFromScratch() {
        long seed = 20_260_630L;
        Random random = new Random(seed);
        Response created = json(document()).post("/v1/segment-sets");
        created.then().statusCode(201);
        await(created);
        for (int i = 0; i < 20; i++) {
            publish(TestCustomer.of(key, metrics(random)));
        }
        follower.catchUp();
        putRules(RULES);
        for (int step = 0; step < 60; step++) {
            String done = step(random);
            assertThat(follower.catchUp()).isTrue();
            check("seed %d, step %d: %s".formatted(seed, step, done));
        }
        assertThat(base).hasSizeGreaterThan(20);
        followersHaveWhatIsOpen();
        aLookAtEveryoneFindsNothingNew();
    }

    private String step(Random random) {
        customerService.longestPage(random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(5));
        int kind = random.nextInt(12);
        if (kind < 5 || base.isEmpty()) {
            for (int i = 0; i < 6; i++) {
                publish(TestCustomer.of(key, metrics(random)));
            }
            return "new ones";
        }
        List<TestCustomer> customers = new ArrayList<>(base.values());
        TestCustomer one = customers.get(random.nextInt(customers.size()));
        if (kind < 8) {
            for (int i = 0; i < 8; i++) {
                UUID id = customers.get(random.nextInt(customers.size())).id();
                publish(new TestCustomer(id, key, metrics(random)));
            }
            return "changed ones";
        }
        if (kind == 8) {
            one.delete();
            base.remove(one.id());
            return "one is deleted";
        }
        if (kind == 9) {
            one.erase();
            base.remove(one.id());
            return "one is erased";
        }
        if (kind == 10) {
            limit = 1000 * (1 + random.nextInt(9));
            Response replaced = json(document()).header("If-Match", "*").put("/v1/segment-sets/" + key);
            replaced.then().statusCode(200);
            await(replaced);
            return "another limit";
        }
        today = today.plusDays(1 + random.nextInt(20));
        customerService.businessDate(today);
        return "another day";
    }

    private static Map<String, BigDecimal> metrics(Random random) {
        Map<String, BigDecimal> metrics = new HashMap<>();
        maybe(random, metrics, "spend.365d", BigDecimal.valueOf(random.nextInt(1_000_000), 2));
        maybe(random, metrics, "recencyDays", BigDecimal.valueOf(random.nextInt(120)));
        maybe(random, metrics, "orderGapDays", BigDecimal.valueOf(random.nextInt(400), 1));
        maybe(random, metrics, "orders.lifetime", BigDecimal.valueOf(random.nextInt(15)));
        maybe(random, metrics, "openComplaints", BigDecimal.valueOf(random.nextInt(3)));
        return metrics;
    }

    private static void maybe(Random random, Map<String, BigDecimal> metrics, String metric, BigDecimal value) {
        if (random.nextInt(5) > 0) {
            metrics.put(metric, value);
        }
    }

    /// As it is on the day.
    private void publish(TestCustomer customer) {
        customerService.put(customer.id(), customer.line().replace(START.toString() + "\"", today + "\""));
        base.put(customer.id(), counted(customer, today));
    }

    /// With the day on which the count of days would be 0 in its place.
    private static TestCustomer counted(TestCustomer customer, LocalDate on) {
        BigDecimal recency = customer.metrics().get("recencyDays");
        return recency == null
                ? customer
                : customer.with(
                        "recencyDays",
                        Long.toString(on.minusDays(recency.longValue()).toEpochDay()));
    }

    private Map<String, BigDecimal> now(TestCustomer customer) {
        Map<String, BigDecimal> metrics = new HashMap<>(customer.metrics());
        metrics.computeIfPresent(
                "recencyDays",
                (metric, day) ->
                        BigDecimal.valueOf(ChronoUnit.DAYS.between(LocalDate.ofEpochDay(day.longValue()), today)));
        return metrics;
    }

    private void check(String what) {
        Map<String, Set<UUID>> expected = new TreeMap<>();
        Map<String, BigDecimal> spend = new TreeMap<>();
        for (String segment : List.of("rich", "late", "rich-or-late", "not-rich")) {
            expected.put(key + "-" + segment, new TreeSet<>());
            spend.put(key + "-" + segment, BigDecimal.ZERO);
        }
        Set<String> open = new TreeSet<>();
        WarningEvaluator rules = WarningEvaluator.of(
                WarningRulesReader.read(DefaultWarningRules.document()).required());
        for (TestCustomer customer : base.values()) {
            Map<String, BigDecimal> metrics = now(customer);
            BigDecimal spent = metrics.get("spend.365d");
            BigDecimal recency = metrics.get("recencyDays");
            boolean rich = spent != null && spent.compareTo(BigDecimal.valueOf(limit)) >= 0;
            boolean late = recency != null && recency.intValue() > 30;
            put(expected, spend, "rich", customer, spent, rich);
            put(expected, spend, "late", customer, spent, late);
            put(expected, spend, "rich-or-late", customer, spent, rich || late);
            put(expected, spend, "not-rich", customer, spent, spent != null && !rich);
            for (Sign sign : rules.bind(MetricTable.ofOne(metrics, Map.of()), today, null)
                    .signs(0)) {
                open.add(customer.id() + " " + sign.kind());
            }
        }
        JsonPath segments = given().queryParam("set", key).get("/v1/segments").jsonPath();
        expected.forEach((segment, members) -> {
            String item = "items.find {it.key == '%s'}.".formatted(segment);
            assertThat(segments.getInt(item + "customers")).as(what).isEqualTo(members.size());
            assertThat(new BigDecimal(segments.getString(item + "spend")))
                    .as(what)
                    .isEqualByComparingTo(spend.get(segment));
            assertThat(members(segment)).as("%s, %s", segment, what).isEqualTo(members);
        });
        assertThat(open().stream().filter(warning -> !warning.endsWith("TIER_AT_RISK")))
                .as(what)
                .containsExactlyElementsOf(open);
    }

    private void put(
            Map<String, Set<UUID>> expected,
            Map<String, BigDecimal> spend,
            String segment,
            TestCustomer customer,
            BigDecimal spent,
            boolean isIn) {
        if (isIn) {
            expected.get(key + "-" + segment).add(customer.id());
            spend.merge(key + "-" + segment, spent == null ? BigDecimal.ZERO : spent, BigDecimal::add);
        }
    }

    private Set<UUID> members(String segment) {
        List<UUID> members = database.call(c -> Sql.list(
                c,
                "select m.customer_id from segment_members m join segments s on s.id = m.segment where s.key = ?",
                row -> row.getObject(1, UUID.class),
                segment));
        assertThat(members).doesNotHaveDuplicates();
        return new TreeSet<>(members);
    }

    /// Customer and kind.
    private Set<String> open() {
        Set<String> known = new HashSet<>();
        base.keySet().forEach(id -> known.add(id.toString()));
        List<String> open = database.call(c -> Sql.list(
                c,
                "select customer_id || ' ' || kind from warnings where resolved_at is null",
                row -> row.getString(1)));
        return new TreeSet<>(open.stream()
                .filter(warning -> known.contains(warning.substring(0, 36)))
                .toList());
    }

    /// Whoever applies the feed from its beginning has what is open, and never hears of an opening or an end twice.
    private void followersHaveWhatIsOpen() {
        Map<String, String> open = new HashMap<>();
        Set<String> ended = new HashSet<>();
        long last = 0;
        for (JsonNode event : WarningFeed.all()) {
            assertThat(event.path("sequence").asLong()).isGreaterThan(last);
            last = event.path("sequence").asLong();
            if (!base.containsKey(UUID.fromString(event.path("subject").asText()))) {
                continue;
            }
            String warning = event.at("/data/warningId").asText();
            String what = event.path("subject").asText() + " "
                    + event.at("/data/kind").asText();
            switch (event.path("type").asText()) {
                case "io.fenji.warning.opened" -> {
                    assertThat(open.put(warning, what)).as(what).isNull();
                    assertThat(ended).doesNotContain(warning);
                }
                case "io.fenji.warning.resolved" -> {
                    assertThat(open.remove(warning)).as(what).isNotNull();
                    ended.add(warning);
                }
                default -> assertThat(open).containsKey(warning);
            }
        }
        assertThat(new TreeSet<>(open.values())).isEqualTo(open());
        assertThat(open.values()).doesNotHaveDuplicates();
        assertThat(ended).hasSizeGreaterThan(10);
    }

    /// Tiers at risk too: they are kept current by what evaluates tiers.
    private void aLookAtEveryoneFindsNothingNew() {
        assertThat(open()).anyMatch(warning -> warning.endsWith("TIER_AT_RISK"));
        String end = WarningFeed.end();

        putRules(RULES);

        List<String> events = WarningFeed.read(end, 1000, 0).lines().toList();
        assertThat(events.stream()
                        .filter(event -> base.keySet().stream().anyMatch(id -> event.contains(id.toString()))))
                .isEmpty();
    }

    private static void putRules(String rules) {
        Response saved = json(rules).header("If-Match", "*").put("/v1/warning-rules");
        saved.then().statusCode(200);
        await(saved);
    }

    private String document() {
        return SET.replace("KEY", key).replace("LIMIT", Integer.toString(limit));
    }

    private static void await(Response saved) {
        JsonPath operation = Api.await("/v1/operations/" + saved.path("operation"));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
    }
}
