package io.fenji.scoring.simulation;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class SimulationTest {
    private static final int SIZE = 800;
    private static final String MOVING =
            Schemes.SCORED.replace("\"cut\"", "\"movement\":{\"downgrade\":{\"graceDays\":10}},\"cut\"");

    @Inject
    Database database;

    @Inject
    MetricFollower follower;

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "SCORED -> \"enter\":55,\"leave\":50 -> \"enter\":60,\"leave\":52",
                "SCORED -> \"weight\":0.6,\"criteria\" -> \"weight\":0.2,\"criteria\"",
                "MOVING -> \"enter\":75,\"leave\":70 -> \"enter\":60,\"leave\":58",
                "PARETO -> [0.8,0.95] -> [0.6,0.9]",
                "TOP -> [0.1,0.4] -> [0.25,0.3]",
                "CLUSTERS -> {\"metric\":\"recencyDays\",\"better\":\"lower\"} -> {\"metric\":\"averageOrder.365d\"}",
                "RULES -> \"over\":5000 -> \"over\":2500"
            })
    void appliedNowADraftGivesWhatWasSimulated(String kind, String part, String change) {
        String document = document(kind);
        String scheme = Api.activeScheme(document);
        List<TestCustomer> customers = RandomBase.of(scheme, SIZE, 11);
        customers.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        // Since the run some have changed, which moves them by the frozen numbers, and one has a tier by hand.
        customers
                .subList(0, 50)
                .forEach(customer -> customer.with("spend.365d", "9999.99").publish());
        follower.catchUp();
        giveTier(customers.get(60), scheme);
        Map<UUID, String> before = tiers(scheme);
        String draft = document.replace("KEY", scheme)
                .replace(part, change)
                .replace("0.4,\"criteria\"", "%s,\"criteria\"".formatted(change.contains("0.2,") ? "0.8" : "0.4"));

        JsonPath simulated = simulate(scheme, "{\"document\":%s}".formatted(draft), "\"movers\":200");

        json(draft).post("/v1/schemes/%s/versions".formatted(scheme)).then().statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
        JsonPath run = Api.run(scheme, false);
        Map<UUID, String> after = tiers(scheme);
        assertThat(flows(simulated)).isEqualTo(flows(before, after));
        Map<UUID, String> spend = spend(scheme);
        List<UUID> moved = before.keySet().stream()
                .filter(id -> !before.get(id).equals(after.get(id)))
                .sorted(Comparator.<UUID, BigDecimal>comparing(id -> new BigDecimal(spend.get(id)))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        assertThat(moved).as("a draft that moves nobody tests nothing").isNotEmpty();
        assertThat(run.getLong("counts.changed")).isEqualTo(moved.size());
        assertThat(simulated.<String>getList("drafts[0].movers.customerId"))
                .isEqualTo(moved.stream().limit(200).map(UUID::toString).toList());
        assertThat(simulated.<String>getList("drafts[0].movers.to"))
                .isEqualTo(moved.stream()
                        .limit(200)
                        .map(after::get)
                        .map(tier -> tier.isEmpty() ? null : tier)
                        .toList());
        assertThat(simulated.<Object>getList("drafts[0].tiers.customers"))
                .isEqualTo(run.<Object>getList("tiers.customers"));
    }

    @Test
    void changesNothing() {
        String scheme = Api.activeScheme(Schemes.RULES);
        RandomBase.of(scheme, 100, 3).forEach(TestCustomer::publish);
        Api.run(scheme, false);
        long revision = revision();

        JsonPath simulated = simulate(scheme, "{\"document\":%s}".formatted(rules(scheme, 1)), "\"movers\":0");

        assertThat(simulated.<BigDecimal>getList("drafts[0].migration.customers"))
                .isNotEmpty();
        assertThat(simulated.getList("drafts[0].movers")).isEmpty();
        assertThat(revision()).isEqualTo(revision);
    }

    @Test
    void goesOnWithItsSnapshotUntilAskedForTheBaseAsItIsNow() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer =
                RandomBase.of(scheme, 1, 3).getFirst().with("spend.365d", "10").publish();
        Api.run(scheme, false);
        String draft = "{\"document\":%s}".formatted(rules(scheme, 20));
        JsonPath first = simulate(scheme, draft, "\"movers\":5");
        String snapshot = first.getString("snapshot.id");
        assertThat(simulate(scheme, draft, "\"movers\":5").getString("snapshot.id"))
                .isEqualTo(snapshot);

        customer.with("spend.365d", "30").publish();
        follower.catchUp();

        String same = "\"snapshotId\":\"%s\"".formatted(snapshot);
        assertThat(simulate(scheme, draft, same).getList("drafts[0].movers")).isEmpty();
        JsonPath now = simulate(scheme, draft, "\"movers\":5");
        assertThat(now.getString("snapshot.id")).isNotEqualTo(snapshot);
        assertThat(now.getString("drafts[0].movers[0].to")).isEqualTo("diamond");
        assertThat(now.getString("drafts[0].movers[0].from")).isEqualTo("normal");
        assertThat(now.getString("drafts[0].movers[0].keys[0].key")).isEqualTo(customer.key());
        request(scheme, draft, same).then().statusCode(410).body("code", equalTo("SNAPSHOT_GONE"));
    }

    @Test
    void comparesDraftsSideBySideAndSumsSpend() {
        String scheme = Api.activeScheme(Schemes.RULES);
        for (int spend : new int[] {1_000, 3_000, 6_000}) {
            TestCustomer.of(scheme, Map.of("spend.365d", BigDecimal.valueOf(spend)))
                    .publish();
        }
        Api.run(scheme, false);

        JsonPath simulated = simulate(
                scheme,
                "{\"label\":\"as it is\",\"version\":1},{\"document\":%s},{\"document\":%s}"
                        .formatted(rules(scheme, 2_000), rules(scheme, 7_000)),
                "\"attributes\":[\"kind\"]");

        assertThat(simulated.getString("drafts[0].label")).isEqualTo("as it is");
        assertThat(simulated.getInt("drafts[0].version")).isEqualTo(1);
        assertThat(simulated.getList("drafts[0].movers")).isEmpty();
        assertThat(simulated.getInt("drafts[1].moves.up.customers")).isEqualTo(1);
        assertThat(simulated.getInt("drafts[1].moves.up.spend")).isEqualTo(3_000);
        assertThat(simulated.getInt("drafts[2].moves.down.customers")).isEqualTo(1);
        assertThat(simulated.getInt("drafts[2].moves.down.spend")).isEqualTo(6_000);
        assertThat(simulated.getInt("baseline.tiers[0].customers")).isEqualTo(1);
        assertThat(simulated.getInt("baseline.tiers[1].spend")).isEqualTo(4_000);
        Map<String, Object> diamond =
                simulated.getMap("drafts[1].byAttribute[0].values[0].tiers.find { it.tier == 'diamond' }");
        assertThat(diamond).containsEntry("before", 1).containsEntry("after", 2);
    }

    @Test
    void showsTheEffectOfOneNumberAsACurve() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        RandomBase.of(scheme, 300, 5).forEach(TestCustomer::publish);
        Api.run(scheme, true);

        JsonPath simulated = simulate(
                scheme, "{\"version\":1}", "\"curve\":{\"pointer\":\"/dimensions/0/weight\",\"values\":[0.6,0.1,2]}");

        assertThat(simulated.getInt("curve.points[0].moves.up.customers")).isZero();
        assertThat(simulated.getInt("curve.points[0].moves.down.customers")).isZero();
        String other = Schemes.SCORED
                .replace("KEY", scheme)
                .replace("0.6,\"criteria\"", "0.1,\"criteria\"")
                .replace("0.4,\"criteria\"", "0.9,\"criteria\"");
        JsonPath whole = simulate(scheme, "{\"document\":%s}".formatted(other), "\"movers\":0");
        assertThat(simulated.<Object>getList("curve.points[1].tiers")).isEqualTo(whole.getList("drafts[0].tiers"));
        assertThat(simulated.getString("curve.points[2].fault")).contains("weight");
        assertThat(simulated.<Object>get("curve.points[2].tiers")).isNull();
    }

    /// The draft's calibration is from before the base changed, and so is the curve's.
    @Test
    void aCurveAgreesWithTheDraftBesideIt() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        List<TestCustomer> customers = RandomBase.of(scheme, 300, 5);
        customers.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        customers
                .subList(0, 200)
                .forEach(customer -> customer.with("spend.365d", "8888").publish());
        follower.catchUp();

        JsonPath simulated = simulate(
                scheme, "{\"version\":1}", "\"curve\":{\"pointer\":\"/dimensions/0/weight\",\"values\":[0.6]}");

        assertThat(simulated.<Object>getList("curve.points[0].tiers"))
                .isEqualTo(simulated.<Object>getList("drafts[0].tiers"));
        String anew = Schemes.SCORED.replace("KEY", scheme);
        assertThat(simulate(scheme, "{\"document\":%s}".formatted(anew), "\"movers\":0")
                        .<Object>getList("drafts[0].tiers"))
                .as("a base on which it makes no difference tests nothing")
                .isNotEqualTo(simulated.<Object>getList("drafts[0].tiers"));
    }

    @Test
    void whoWasErasedIsNotNamed() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("30")))
                .publish();
        Api.run(scheme, false);
        String draft = "{\"document\":%s}".formatted(rules(scheme, 20));
        JsonPath before = simulate(scheme, draft, "\"movers\":5");
        assertThat(before.getList("drafts[0].movers")).hasSize(1);

        customer.erase();
        follower.catchUp();

        String same = "\"snapshotId\":\"%s\"".formatted(before.getString("snapshot.id"));
        assertThat(simulate(scheme, draft, same).getList("drafts[0].movers")).isEmpty();
    }

    @Test
    void manyAtOnceGetWhatEachGetsAlone() {
        String scheme = Api.activeScheme(Schemes.RULES);
        RandomBase.of(scheme, 200, 9).forEach(TestCustomer::publish);
        Api.run(scheme, false);
        List<String> drafts = IntStream.range(0, 12)
                .mapToObj(i -> "{\"document\":%s}"
                        .formatted(rules(scheme, 500 * i + 10).replace("diamond", "tier-" + i)))
                .toList();
        List<Map<String, Long>> alone = drafts.stream()
                .map(draft -> flows(simulate(scheme, draft, "\"movers\":0")))
                .toList();

        List<Map<String, Long>> together = drafts.parallelStream()
                .map(draft -> flows(simulate(scheme, draft, "\"movers\":0")))
                .toList();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void namesWhatIsWrong() {
        String scheme = Api.activeScheme(Schemes.RULES);
        refused(scheme, "{}", "", 422, "/drafts/0", "ONE_OF_BOTH");
        refused(scheme, "{\"version\":1},{\"version\":9}", "", 422, "/drafts/1/version", "UNKNOWN_VERSION");
        refused("nosuch", "{\"version\":1}", "", 422, "/scheme", "UNKNOWN_SCHEME");
        refused(
                scheme,
                "{\"document\":%s}".formatted(rules(scheme, 1).replace("spend.365d", "spend.7d")),
                "",
                422,
                "/drafts/0/document/rules/0/when/metric",
                "UNKNOWN_METRIC");
        refused(
                scheme,
                "{\"document\":%s}".formatted(rules("other", 1)),
                "",
                422,
                "/drafts/0/document/key",
                "KEY_MISMATCH");
        for (String pointer : List.of("", "/tiers", "/nothing/here", "nonsense", "/tiers/99/enter")) {
            refused(
                    scheme,
                    "{\"version\":1}",
                    ",\"curve\":{\"pointer\":\"%s\",\"values\":[1]}".formatted(pointer),
                    422,
                    "/curve/pointer",
                    "NO_NUMBER");
        }
        request(scheme, "{\"version\":1}", "\"curve\":{\"pointer\":\"/rules/0/when/over\",\"values\":[1e999999]}")
                .then()
                .statusCode(400);
        json("{\"scheme\":\"%s\",\"drafts\":[]}".formatted(scheme))
                .post("/v1/simulations")
                .then()
                .statusCode(400);
        json("{\"scheme\":\"%s\",\"drafts\":[{\"document\":{\"key\":\"%s\"}}]}".formatted(scheme, scheme))
                .post("/v1/simulations")
                .then()
                .statusCode(400)
                .body("code", equalTo("SCHEME_MALFORMED"))
                .body("errors.pointer.findAll { !it.startsWith('/drafts/0/document') }", hasSize(0));
    }

    @Test
    void sumsSpendBeyondWhatALongHolds() {
        String scheme = Api.activeScheme(Schemes.RULES);
        for (int i = 0; i < 4; i++) {
            TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("399999999999999.99")))
                    .publish();
        }
        Api.run(scheme, false);
        JsonPath simulated = simulate(scheme, "{\"version\":1}", "\"movers\":0");
        assertThat(simulated.getString("drafts[0].tiers[0].spend")).startsWith("1599999999999999.9");
    }

    private static String document(String kind) {
        return switch (kind) {
            case "SCORED" -> Schemes.SCORED;
            case "MOVING" -> MOVING;
            case "PARETO" -> Schemes.PARETO;
            case "TOP" -> Schemes.TOP;
            case "CLUSTERS" -> Schemes.CLUSTERS;
            default -> Schemes.RULES;
        };
    }

    private static String rules(String scheme, int over) {
        return Schemes.RULES.replace("KEY", scheme).replace("5000", Integer.toString(over));
    }

    private static void giveTier(TestCustomer customer, String scheme) {
        String tier = given().get("/v1/schemes/%s/versions/1".formatted(scheme))
                .jsonPath()
                .getString("document.tiers[0].key");
        json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",\"tier\":\"%s\",\"reason\":\"r\",\"author\":\"a\"}"
                        .formatted(customer.id(), scheme, tier))
                .post("/v1/overrides")
                .then()
                .statusCode(201);
    }

    private static Response request(String scheme, String drafts, String more) {
        String rest = more.isEmpty() || more.startsWith(",") ? more : "," + more;
        return json("{\"scheme\":\"%s\",\"drafts\":[%s]%s}".formatted(scheme, drafts, rest))
                .post("/v1/simulations");
    }

    private static JsonPath simulate(String scheme, String drafts, String more) {
        Response answer = request(scheme, drafts, more);
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static void refused(String scheme, String drafts, String more, int status, String pointer, String code) {
        Response answer = request(scheme, drafts, more);
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(status);
        if (pointer != null) {
            assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        }
        if (code != null) {
            assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo(code);
        }
    }

    /// Tiers in the scheme, empty for none, of everyone who has a row.
    private Map<UUID, String> tiers(String scheme) {
        Map<UUID, String> tiers = new HashMap<>();
        database.call(c -> {
            Sql.each(
                    c,
                    0,
                    "select customer_id, coalesce(tier, '') from tiers where scheme = ?",
                    row -> tiers.put(row.getObject(1, UUID.class), row.getString(2)),
                    scheme);
            return true;
        });
        return tiers;
    }

    private Map<UUID, String> spend(String scheme) {
        Map<UUID, String> spend = new HashMap<>();
        database.call(c -> {
            Sql.each(c, 0, """
                    select customer_id, coalesce(nullif(substr(values, 8 * (select ordinal from metric_names where key = 'spend.365d') - 7, 8)::bigint,
                      -9223372036854775808), -1)
                    from customer_metrics join tiers using (customer_id) where scheme = ?""", row -> spend.put(row.getObject(1, UUID.class), row.getString(2)), scheme);
            return true;
        });
        return spend;
    }

    private static Map<String, Long> flows(Map<UUID, String> before, Map<UUID, String> after) {
        return new TreeMap<>(before.keySet().stream()
                .collect(Collectors.groupingBy(id -> before.get(id) + ">" + after.get(id), Collectors.counting())));
    }

    private static Map<String, Long> flows(JsonPath simulated) {
        Map<String, Long> flows = new TreeMap<>();
        for (Map<String, Object> flow : simulated.<Map<String, Object>>getList("drafts[0].migration")) {
            flows.put(
                    Objects.toString(flow.get("from"), "") + ">" + Objects.toString(flow.get("to"), ""),
                    ((Number) flow.get("customers")).longValue());
        }
        return flows;
    }

    private long revision() {
        return database.call(c -> Sql.only(c, "select revision from metric_copy", row -> row.getLong(1)));
    }
}
