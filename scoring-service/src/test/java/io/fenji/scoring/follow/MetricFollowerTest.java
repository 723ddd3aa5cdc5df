package io.fenji.scoring.follow;

import static io.fenji.scoring.testing.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.replica.Replica;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.CustomerServiceStub.Fault;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MetricFollowerTest {
    private static final String LEADER = "metric-feed";

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    @Inject
    Replica replica;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @BeforeEach
    void customerServiceIsThere() {
        customerService.fault(Fault.NONE);
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.longestPage(Integer.MAX_VALUE);
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
    }

    /// It was stopped after it had seen that it leads, and another has the lease by now.
    @Test
    void aLeaderThatWakesUpLateLandsNothing() throws Exception {
        String scheme = Api.activeScheme(Schemes.RULES);
        follower.catchUp();
        replica.seek(LEADER);
        try {
            TestCustomer first = spending(scheme, "6000.5").publish();
            assertThat(follower.stepAsLeader(Duration.ZERO)).isFalse();
            Api.tier(first.id(), scheme).then().body("tier", equalTo("diamond"));

            TestCustomer second = spending(scheme, "6000.5").publish();
            database.call(c -> Sql.update(c, "update leases set owner = uuidv7() where name = ?", LEADER));
            assertThat(follower.stepAsLeader(Duration.ZERO)).isTrue();
            assertThat(versions(second.id(), scheme)).isEmpty();

            assertThat(follower.stepAsLeader(Duration.ZERO))
                    .as("knows now that another leads")
                    .isFalse();
            assertThat(follower.catchUp()).as("a run reads the feed itself").isTrue();
            assertThat(versions(second.id(), scheme)).isEqualTo(List.of(1));
        } finally {
            database.call(c -> Sql.update(c, "delete from leases where name = ?", LEADER));
            replica.resign(LEADER);
        }
    }

    /// The first page tells the new date already; what has happened meanwhile may come with a later one.
    @Test
    void afterDaysAwayNobodyIsEvaluatedBeforeTheirNewerVectorIsThere() {
        String scheme = Api.activeScheme(Schemes.RECENT);
        TestCustomer first =
                TestCustomer.of(scheme, Map.of("recencyDays", BigDecimal.ZERO)).publish();
        TestCustomer bought = TestCustomer.of(scheme, Map.of("recencyDays", new BigDecimal("29")))
                .publish();
        TestCustomer idle = TestCustomer.of(scheme, Map.of("recencyDays", new BigDecimal("28")))
                .publish();
        follower.catchUp();

        customerService.longestPage(1);
        customerService.businessDate(LocalDate.parse("2026-07-03"));
        first.publish();
        customerService.put(
                bought.id(),
                bought.with("recencyDays", "1")
                        .line()
                        .replace("\"businessDate\":\"2026-06-30\"", "\"businessDate\":\"2026-07-03\""));
        assertThat(follower.catchUp()).isTrue();

        Api.tier(bought.id(), scheme).then().body("tier", equalTo("recent"));
        Api.tier(idle.id(), scheme).then().body("tier", equalTo("late")).body("businessDate", equalTo("2026-07-03"));
        assertThat(versions(bought.id(), scheme)).isEqualTo(List.of(1));
        assertThat(versions(idle.id(), scheme)).isEqualTo(List.of(1, 2));
    }

    @Test
    void aNewDayMovesThoseWhoseDaysAreCountedAlthoughNobodyIsSentAgain() {
        String scheme = Api.activeScheme(Schemes.RECENT);
        TestCustomer old = TestCustomer.of(scheme, Map.of("recencyDays", new BigDecimal("29")))
                .publish();
        TestCustomer fresh =
                TestCustomer.of(scheme, Map.of("recencyDays", BigDecimal.ZERO)).publish();
        TestCustomer never = TestCustomer.of(scheme, Map.of()).publish();
        follower.catchUp();
        Api.tier(old.id(), scheme).then().body("tier", equalTo("recent"));

        customerService.businessDate(LocalDate.parse("2026-07-02"));
        assertThat(follower.catchUp()).isTrue();

        Api.tier(old.id(), scheme).then().body("tier", equalTo("late")).body("businessDate", equalTo("2026-07-02"));
        Api.tier(fresh.id(), scheme).then().body("tier", equalTo("recent"));
        Api.tier(never.id(), scheme).then().body("tier", equalTo("late"));
        given().get("/v1/customers/{id}/tiers/{scheme}/explanation", old.id(), scheme)
                .then()
                .statusCode(200)
                .body("tier", equalTo("late"));
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();

        customerService.businessDate(LocalDate.parse("2026-06-29"));
        assertThat(follower.catchUp()).isTrue();

        Api.tier(old.id(), scheme).then().body("tier", equalTo("recent"));
        assertThat(versions(old.id(), scheme)).isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void aSchemeReadsAMetricThatAUserDefinedWhileTheServiceRan() {
        String document = Schemes.RULES.replace("spend.365d", "spend.app.90d");
        customerService.define("spend.app.90d");
        String scheme = Api.activeScheme(document);
        TestCustomer customer = TestCustomer.of(scheme, Map.of("spend.app.90d", new BigDecimal("6000")))
                .publish();
        TestCustomer without = TestCustomer.of(scheme, Map.of()).publish();

        assertThat(follower.catchUp()).isTrue();

        Api.tier(customer.id(), scheme).then().body("tier", equalTo("diamond"));
        Api.tier(without.id(), scheme).then().body("tier", equalTo("normal"));
    }

    @Test
    void evaluatesANewCustomerAtOnce() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "6000.5").publish();

        assertThat(follower.catchUp()).isTrue();

        Api.tier(customer.id(), scheme)
                .then()
                .statusCode(200)
                .body("tier", equalTo("diamond"))
                .body("dataAsOf", equalTo("2026-06-30T01:02:03.123Z"))
                .body("businessDate", equalTo("2026-06-30"));
    }

    @Test
    void writesOneHistoryRowForAChangeAndNoneWithoutOne() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "100").publish();
        follower.catchUp();
        customer.with("spend.365d", "200").publish();
        follower.catchUp();
        customer.with("spend.365d", "7000").publish();
        follower.catchUp();

        JsonPath history = given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(history.getList("items.tier")).isEqualTo(List.of("diamond", "normal"));
        assertThat(history.getList("items.cause")).isEqualTo(List.of("METRICS", "METRICS"));
        assertThat(history.getString("items[1].until")).isEqualTo(history.getString("items[0].since"));
    }

    @Test
    void evaluatesChangesWithTheFrozenCalibration() {
        String scheme = Api.activeScheme(Schemes.PARETO);
        List<TestCustomer> customers = RandomBase.of(scheme, 300, 11);
        customers.forEach(TestCustomer::publish);
        String calibration = Api.run(scheme, true).getString("calibrationId");
        TestCustomer rich = customers
                .getFirst()
                .with("grossSpend.lifetime", "900000")
                .with("orders.lifetime", "3")
                .publish();

        follower.catchUp();

        Api.tier(rich.id(), scheme).then().body("tier", equalTo("A")).body("calibrationId", equalTo(calibration));
    }

    @Test
    void appliesNothingOfACutStream() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "6000").publish();
        customerService.fault(Fault.CUT);

        assertThat(follower.catchUp()).isFalse();

        Api.tier(customer.id(), scheme).then().statusCode(404);
        customerService.fault(Fault.NONE);
        assertThat(follower.catchUp()).isTrue();
        Api.tier(customer.id(), scheme).then().statusCode(200);
    }

    @Test
    void skipsALineThatLacksWhatEveryLineHas() {
        String scheme = Api.activeScheme(Schemes.RULES);
        customerService.put(UUID.randomUUID(), "{\"customerId\":\"not an id\",\"deleted\":false}");
        TestCustomer customer = spending(scheme, "6000").publish();

        assertThat(follower.catchUp()).isTrue();

        Api.tier(customer.id(), scheme).then().statusCode(200);
    }

    @Test
    void aDeletedCustomerLeaves() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "6000").publish();
        follower.catchUp();
        customer.delete();

        follower.catchUp();

        Api.tier(customer.id(), scheme).then().statusCode(404);
        given().get("/v1/customers/by-key/test/{key}/tiers", customer.key())
                .then()
                .statusCode(404);
        given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .then()
                .body("items[0].cause", equalTo("DELETED"))
                .body("items[0].previous", equalTo("diamond"))
                .body("items[0].version", equalTo(2));
    }

    @Test
    void ofAnErasedCustomerOnlyThatItLeftIsKept() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "6000").publish();
        follower.catchUp();
        customer.erase();

        follower.catchUp();

        assertThat(changes(scheme)).as("nobody stays who never leaves").containsExactly(customer.id() + " null");
        assertThat(versions(customer.id(), scheme)).isEqualTo(List.of(2));
        given().get("/v1/customers/{id}/tiers/{scheme}/history", customer.id(), scheme)
                .then()
                .body("items[0].cause", equalTo("DELETED"));
        Api.tier(customer.id(), scheme).then().statusCode(404);
    }

    @Test
    void aDeletedCustomerThatComesBackGoesOnCounting() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = spending(scheme, "6000").publish();
        follower.catchUp();
        customer.delete();
        follower.catchUp();
        customer.publish();

        follower.catchUp();

        assertThat(versions(customer.id(), scheme)).isEqualTo(List.of(1, 2, 3));
        Api.tier(customer.id(), scheme).then().statusCode(200);
    }

    @Test
    void aKeyMovesToAnotherCustomer() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer first = spending(scheme, "6000").publish();
        follower.catchUp();
        TestCustomer second = spending(scheme, "1");
        customerService.put(second.id(), second.line().replace(second.key(), first.key()));
        customerService.put(first.id(), first.line().replace(first.key(), "K-other-" + first.id()));

        follower.catchUp();

        given().get("/v1/customers/by-key/test/{key}/tiers", first.key())
                .then()
                .statusCode(200)
                .body("items[0].customerId", equalTo(second.id().toString()));
    }

    @Test
    void readsAgainFromTheBeginningAfterAChangeOfEpoch() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer stays = spending(scheme, "6000").publish();
        TestCustomer goes = spending(scheme, "7000").publish();
        follower.catchUp();
        List<UUID> kept = new ArrayList<>(customerService.customers());
        kept.remove(goes.id());
        customerService.startOver(kept);

        assertThat(follower.catchUp()).isTrue();

        Api.tier(stays.id(), scheme).then().statusCode(200);
        Api.tier(goes.id(), scheme).then().statusCode(404);
        assertThat(versions(stays.id(), scheme)).isEqualTo(List.of(1));
        assertThat(versions(goes.id(), scheme)).isEqualTo(List.of(1, 2));
    }

    @Test
    void manyFollowersAndRunsAtOnceWriteEachChangeOnce() throws Exception {
        String scheme = Api.activeScheme(Schemes.SCORED);
        List<TestCustomer> customers = RandomBase.of(scheme, 400, 12);
        long gaps = sequencesWithGaps();
        customers.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int offset = i;
                work.add(threads.submit(() -> {
                    for (int j = offset; j < customers.size(); j += 20) {
                        customers
                                .get(j)
                                .with("spend.365d", Integer.toString(j * 37))
                                .publish();
                        follower.catchUp();
                    }
                }));
            }
            work.add(threads.submit(() -> Api.run(scheme, true)));
            for (Future<?> one : work) {
                one.get();
            }
        }

        assertThat(brokenChains(scheme)).isZero();
        assertThat(sequencesWithGaps()).as("erasures of other tests leave some").isEqualTo(gaps);
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();
    }

    private static TestCustomer spending(String scheme, String spend) {
        return TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal(spend)));
    }

    private List<String> changes(String scheme) {
        return database.call(c -> Sql.list(
                c,
                "select customer_id || ' ' || coalesce(tier, 'null') from tier_history where scheme = ? order by sequence",
                row -> row.getString(1),
                scheme));
    }

    private List<Integer> versions(UUID customer, String scheme) {
        return database.call(c -> Sql.list(
                c,
                "select version from tier_history where customer_id = ? and scheme = ? order by version",
                row -> row.getInt(1),
                customer,
                scheme));
    }

    /// Changes that do not begin where the one before ended, or whose end is not the current tier.
    private long brokenChains(String scheme) {
        return database.call(c -> Sql.only(c, """
                select count(*) from (
                  select h.previous is distinct from lag(h.tier) over w as broken,
                    h.version <> row_number() over w as jumps
                  from tier_history h where scheme = ?
                  window w as (partition by customer_id order by version)) x
                where broken or jumps""", row -> row.getLong(1), scheme));
    }

    private long sequencesWithGaps() {
        return database.call(c -> Sql.only(
                c,
                "select (select last from tier_change_counter) - count(*) from tier_history",
                row -> row.getLong(1)));
    }
}
