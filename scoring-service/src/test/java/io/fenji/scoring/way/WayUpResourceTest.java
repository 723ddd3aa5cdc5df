package io.fenji.scoring.way;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.StubProjection;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The search itself is held to a brute force in the engine; here it is asked as clients do, and what
/// it says is done.
@QuarkusTest
@ServiceTest
class WayUpResourceTest {
    private static final String MEMBERS = """
            {"key":"KEY","name":{"en":"Members"},"population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"value","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":1000}},
               {"metric":"orders.365d","weight":1,"scale":{"type":"steps","steps":[[1,20],[5,60],[10,100]]}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"gold","name":{"zh-CN":"黄金","en":"Gold"},"enter":80,"leave":70},
                      {"key":"silver","name":{"zh-CN":"白银","en":"Silver"},"enter":50,"leave":40},
                      {"key":"bronze","name":{"zh-CN":"青铜","en":"Bronze"}}]%s}""";

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
    }

    private TestCustomer customer(String scheme, Object... metrics) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (int i = 0; i < metrics.length; i += 2) {
            values.put(metrics[i].toString(), new BigDecimal(metrics[i + 1].toString()));
        }
        TestCustomer customer = TestCustomer.of(scheme, values).publish();
        follower.catchUp();
        return customer;
    }

    private static ValidatableResponse wayUp(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/way-up", customer, scheme)
                .then()
                .statusCode(200);
    }

    private static String members(String more) {
        return Api.activeScheme(MEMBERS.formatted(more));
    }

    @Test
    void saysWhatReachesTheNextTierAloneAndTogether() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", "123.45", "orders.365d", 2);

        ValidatableResponse answer = wayUp(customer.id(), scheme);

        answer.body("customerId", equalTo(customer.id().toString()))
                .body("tier", equalTo("bronze"))
                .body("tierName.zh-CN", equalTo("青铜"))
                .body("next", equalTo("silver"))
                .body("nextName.en", equalTo("Silver"))
                .body("outcome", equalTo("OPEN"))
                .body("complete", equalTo(true))
                .body("obstacles", empty())
                .body("businessDate", equalTo("2026-06-30"))
                .body("dataAsOf", notNullValue())
                .body("computedAt", notNullValue())
                .body("schemeVersion", equalTo(1))
                .body("words.en", equalTo("3 ways lead to Silver."))
                .body("words.zh-CN", equalTo("有3种方式可达到白银。"))
                .body("proposals", hasSize(3))
                .body("proposals.tier", contains("silver", "silver", "silver"))
                .body("proposals[0]", not(hasKey("waiting")))
                .body("proposals[0]", not(hasKey("on")))
                .body("proposals[0].changes.metric", contains("orders.365d"))
                .body("proposals[0].changes.to", contains(10))
                .body("proposals[1].changes", hasSize(1))
                .body("proposals[1].changes[0].metric", equalTo("spend.365d"))
                .body("proposals[1].changes[0].from", equalTo(new BigDecimal("123.45")))
                .body("proposals[1].changes[0].to", equalTo(800))
                .body("proposals[1].changes[0].change", equalTo(new BigDecimal("676.55")))
                .body("proposals[1].changes[0].step", equalTo(new BigDecimal("0.01")))
                .body("proposals[1].changes[0].unit", equalTo("money"))
                .body("proposals[1].changes[0].along", empty())
                .body(
                        "proposals[1].words.en",
                        equalTo(
                                "Metric spend.365d: 676.55 more (from 123.45 to 800.00). That is enough for Silver, at once."))
                .body("proposals[1].words.zh-CN", equalTo("指标 spend.365d增加676.55（由123.45到800.00），即可立即达到白银。"))
                .body("proposals[2].changes.metric", contains("spend.365d", "orders.365d"))
                .body("proposals[2].changes.to", contains(400, 5));
        assertThat(given().get("/v1/customers/by-key/test/{key}/tiers/{scheme}/way-up", customer.key(), scheme)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(answer.extract().asString());
    }

    /// The proposals are carried out, first with a step less of one of their changes.
    @Test
    void whoDoesAsProposedReachesTheTierAndWithAStepLessDoesNot() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        List<TestCustomer> base = RandomBase.of(scheme, 120, 11);
        base.forEach(TestCustomer::publish);
        Api.run(scheme, true);
        List<String> tiers = List.of("diamond", "gold", "silver", "bronze");
        Map<TestCustomer, JsonPath> ways = new HashMap<>();
        Map<TestCustomer, Integer> chosen = new HashMap<>();
        base.forEach(customer -> {
            JsonPath way = wayUp(customer.id(), scheme).extract().jsonPath();
            if (way.getString("outcome").equals("OPEN")) {
                ways.put(customer, way);
                chosen.put(
                        customer,
                        Math.floorMod(
                                customer.id().hashCode(),
                                way.getList("proposals").size()));
            }
        });
        assertThat(ways).hasSizeGreaterThan(50);

        ways.forEach((customer, way) ->
                applied(customer, way, chosen.get(customer), true).publish());
        follower.catchUp();
        ways.forEach((customer, way) -> assertThat(rank(customer, scheme, tiers))
                .as("%s with a step less", way.prettify())
                .isGreaterThan(tiers.indexOf(way.getString("next"))));

        ways.forEach((customer, way) ->
                applied(customer, way, chosen.get(customer), false).publish());
        follower.catchUp();
        ways.forEach(
                (customer, way) -> assertThat(Api.tier(customer.id(), scheme).<String>path("tier"))
                        .as("%s carried out", way.prettify())
                        .isEqualTo(way.getString("proposals[%d].tier".formatted(chosen.get(customer)))));
    }

    private static int rank(TestCustomer customer, String scheme, List<String> tiers) {
        String tier = Api.tier(customer.id(), scheme).path("tier");
        return tier == null ? tiers.size() : tiers.indexOf(tier);
    }

    /// @param less whether the first of its changes goes a step less far
    private static TestCustomer applied(TestCustomer customer, JsonPath way, int proposal, boolean less) {
        TestCustomer changed = customer;
        List<Map<String, Object>> changes = way.getList("proposals[%d].changes".formatted(proposal));
        for (int i = 0; i < changes.size(); i++) {
            Map<String, Object> change = changes.get(i);
            boolean isLess = less && i == 0;
            if (isLess && change.get("from") == null) {
                continue;
            }
            BigDecimal back = !isLess
                    ? BigDecimal.ZERO
                    : decimal(change.get("change")).signum() > 0
                            ? decimal(change.get("step")).negate()
                            : decimal(change.get("step"));
            List<Map<String, Object>> moves =
                    new ArrayList<>(way.getList("proposals[%d].changes[%d].along".formatted(proposal, i)));
            moves.add(change);
            for (Map<String, Object> move : moves) {
                changed = changed.with(
                        move.get("metric").toString(),
                        decimal(move.get("to")).add(back).toPlainString());
            }
        }
        return changed;
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    @Test
    void windowsMoveAlong() {
        String scheme = Api.activeScheme("""
                {"key":"KEY","name":{"en":"Buyers"},"population":{"attribute":"channel","is":"KEY"},
                 "cut":{"type":"rules","otherwise":"normal"},"tiers":[{"key":"good","name":{"en":"Good"}},{"key":"normal","name":{"en":"Normal"}}],
                 "rules":[{"key":"a","assign":"good","when":{"all":[{"metric":"orders.90d","atLeast":4},{"metric":"orders.365d","atLeast":5},
                   {"metric":"largestOrder.90d","over":99.5}]}}]}""");
        TestCustomer customer = customer(scheme, "orders.90d", 1, "orders.365d", 3, "largestOrder.365d", 250);

        wayUp(customer.id(), scheme)
                .body("proposals", hasSize(1))
                .body("proposals[0].changes", hasSize(2))
                .body("proposals[0].changes.find { it.metric == 'orders.90d' }.to", equalTo(4))
                .body("proposals[0].changes.find { it.metric == 'orders.90d' }.along[0].metric", equalTo("orders.365d"))
                .body("proposals[0].changes.find { it.metric == 'orders.90d' }.along[0].to", equalTo(6))
                .body(
                        "proposals[0].changes.find { it.metric == 'largestOrder.90d' }.to",
                        equalTo(new BigDecimal("99.51")))
                .body("proposals[0].changes.find { it.metric == 'largestOrder.90d' }.along", empty())
                .body("proposals[0].changes.find { it.metric == 'largestOrder.90d' }", not(hasKey("from")));
    }

    @Test
    void aMoveUpAtTheReviewSaysWhenAndOneThatIsComingNeedsNothing() {
        String scheme = members(",\"movement\":{\"upgrade\":\"review\"},\"review\":{\"every\":\"month\",\"day\":15}");
        TestCustomer customer = customer(scheme, "spend.365d", 700, "orders.365d", 2);

        wayUp(customer.id(), scheme)
                .body("outcome", equalTo("OPEN"))
                .body("proposals[0].waiting", equalTo("UPGRADE_AT_REVIEW"))
                .body("proposals[0].on", equalTo("2026-07-15"))
                .body(
                        "proposals[1].words.en",
                        equalTo(
                                "Metric spend.365d: 100.00 more (from 700.00 to 800.00). That is enough for Silver, which comes"
                                        + " on 2026-07-15, at the review, if the values are still the same then."));

        customer.with("spend.365d", "800").publish();
        follower.catchUp();
        wayUp(customer.id(), scheme)
                .body("tier", equalTo("bronze"))
                .body("outcome", equalTo("COMING"))
                .body("proposals", hasSize(1))
                .body("proposals[0].changes", empty())
                .body("proposals[0].on", equalTo("2026-07-15"))
                .body("words.zh-CN", equalTo("无需更多条件：若数值不变，将于2026-07-15（评审时）达到白银。"));
    }

    @Test
    void theHighestTierHasNoWayUp() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", 1000, "orders.365d", 12);

        wayUp(customer.id(), scheme)
                .body("outcome", equalTo("TOP"))
                .body("next", nullValue())
                .body("proposals", empty())
                .body("words.zh-CN", equalTo("黄金已是最高等级。"));
    }

    @Test
    void namesTheRuleThatNobodyCanDoAnythingAbout() {
        String scheme = members(
                ",\"rules\":[{\"key\":\"young\",\"when\":{\"metric\":\"tenureDays\",\"under\":100},\"cap\":\"bronze\"}]");
        TestCustomer customer = customer(scheme, "spend.365d", 900, "orders.365d", 2, "tenureDays", 10);

        wayUp(customer.id(), scheme)
                .body("outcome", equalTo("BLOCKED"))
                .body("complete", equalTo(true))
                .body("proposals", empty())
                .body("obstacles", hasSize(1))
                .body("obstacles[0].kind", equalTo("RULE"))
                .body("obstacles[0].rule", equalTo("young"))
                .body("obstacles[0].effect", equalTo("cap"))
                .body("obstacles[0].tier", equalTo("bronze"))
                .body(
                        "words.en",
                        equalTo(
                                "Silver is out of reach: rule young allows Bronze at most, and what it looks at cannot be moved."));
    }

    @Test
    void namesTheOverrideThatHoldsTheTierAndForeseesItsEnd() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", 100, "orders.365d", 1);
        StubProjection.of(customer).publish();
        String override = json("""
                {"customer":{"id":"%s"},"scheme":"%s","tier":"silver","reason":"A promise","author":"Li Lei","expiresOn":"2026-09-01"}""".formatted(customer.id(), scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        wayUp(customer.id(), scheme)
                .body("tier", equalTo("silver"))
                .body("outcome", equalTo("BLOCKED"))
                .body("obstacles[0].kind", equalTo("OVERRIDE"))
                .body("obstacles[0].overrideId", equalTo(override))
                .body("obstacles[0].expiresOn", equalTo("2026-09-01"))
                .body("ifNothingHappens.outcome", equalTo("FALLS"))
                .body("ifNothingHappens.fall.on", equalTo("2026-09-01"))
                .body("ifNothingHappens.fall.tier", equalTo("bronze"))
                .body("ifNothingHappens.fall.causes[0].kind", equalTo("OVERRIDE_ENDED"))
                .body("ifNothingHappens.fall.causes[0].overrideId", equalTo(override));
    }

    @Test
    void saysWhatBringsACustomerIn() {
        String scheme = Api.activeScheme(
                MEMBERS.formatted("")
                        .replace(
                                "{\"attribute\":\"channel\",\"is\":\"KEY\"}",
                                "{\"all\":[{\"attribute\":\"channel\",\"is\":\"KEY\"},{\"metric\":\"orders.lifetime\",\"atLeast\":1}]}"));
        TestCustomer customer = customer(scheme, "spend.365d", 0, "orders.lifetime", 0);

        wayUp(customer.id(), scheme)
                .body("tier", nullValue())
                .body("outside", equalTo("population"))
                .body("next", equalTo("bronze"))
                .body("proposals", hasSize(1))
                .body("proposals[0].changes[0].metric", equalTo("orders.lifetime"))
                .body("proposals[0].changes[0].to", equalTo(1));
    }

    @Test
    void foreseesWhenTheTierFallsAndWhy() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", 500, "orders.365d", 5);
        StubProjection.of(customer)
                .then("2026-08-01", "spend.365d", "300")
                .then("2026-09-02", "orders.365d", "4")
                .then("2026-10-03", "spend.365d", "0")
                .publish();

        wayUp(customer.id(), scheme)
                .body("tier", equalTo("silver"))
                .body("ifNothingHappens.outcome", equalTo("FALLS"))
                .body("ifNothingHappens.until", equalTo("2027-07-30"))
                .body("ifNothingHappens.computedAt", equalTo("2026-06-30T05:06:07Z"))
                .body("ifNothingHappens.rise", nullValue())
                .body("ifNothingHappens.fall.on", equalTo("2026-09-02"))
                .body("ifNothingHappens.fall.tier", equalTo("bronze"))
                .body("ifNothingHappens.fall.tierName.zh-CN", equalTo("青铜"))
                .body("ifNothingHappens.fall.waited", nullValue())
                .body("ifNothingHappens.fall.causes", hasSize(1))
                .body("ifNothingHappens.fall.causes[0].metric", equalTo("orders.365d"))
                .body("ifNothingHappens.fall.causes[0].from", equalTo(5))
                .body("ifNothingHappens.fall.causes[0].to", equalTo(4))
                .body(
                        "ifNothingHappens.words.en",
                        equalTo(
                                "If nothing more happens, the tier falls to Bronze on 2026-09-02: Metric orders.365d goes from 5 to 4."))
                .body("ifNothingHappens.words.zh-CN", equalTo("若不再有新的往来，等级将于2026-09-02降至青铜：指标 orders.365d由5变为4。"));
    }

    /// What is foreseen is what the follower does when the days have come.
    @Test
    void whatIsForeseenComes() {
        String scheme = members("""
                ,"movement":{"downgrade":{"at":"review","graceDays":10}},"review":{"every":"month","day":1},
                "rules":[{"key":"late","when":{"metric":"recencyDays","over":60},"cap":"bronze","viaMovement":true}]""");
        TestCustomer customer = customer(scheme, "spend.365d", 600, "orders.365d", 5, "recencyDays", 20);
        StubProjection.of(customer).publish();

        JsonPath way = wayUp(customer.id(), scheme)
                .body("ifNothingHappens.fall.waited", equalTo("GRACE"))
                .body("ifNothingHappens.fall.pendingSince", equalTo("2026-08-10"))
                .body("ifNothingHappens.fall.begun", contains("late"))
                .body("ifNothingHappens.fall.causes[0].metric", equalTo("recencyDays"))
                .extract()
                .jsonPath();
        LocalDate fall = LocalDate.parse(way.getString("ifNothingHappens.fall.on"));
        assertThat(fall).isEqualTo("2026-09-11");
        for (LocalDate day = LocalDate.parse("2026-07-01"); day.isBefore(fall); day = day.plusDays(1)) {
            customerService.businessDate(day);
            assertThat(follower.catchUp()).isTrue();
        }
        Api.tier(customer.id(), scheme).then().body("tier", equalTo("silver"));
        wayUp(customer.id(), scheme).body("ifNothingHappens.fall.on", equalTo("2026-09-11"));
        customerService.businessDate(fall);
        assertThat(follower.catchUp()).isTrue();
        Api.tier(customer.id(), scheme).then().body("tier", equalTo("bronze"));
    }

    @Test
    void saysSoWhenNothingIsLost() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", 500, "orders.365d", 5);
        StubProjection.of(customer).upTo("2027-06-30").publish();

        wayUp(customer.id(), scheme)
                .body("ifNothingHappens.outcome", equalTo("STAYS"))
                .body("ifNothingHappens.fall", nullValue())
                .body(
                        "ifNothingHappens.words.en",
                        equalTo("If nothing more happens, the tier does not fall before 2027-06-30."));
    }

    @Test
    void timeMayBringATierToo() {
        String scheme = members(
                ",\"rules\":[{\"key\":\"young\",\"when\":{\"metric\":\"tenureDays\",\"under\":100},\"cap\":\"bronze\"}]");
        TestCustomer customer = customer(scheme, "spend.365d", 900, "orders.365d", 2, "tenureDays", 90);
        StubProjection.of(customer).then("2026-12-01", "spend.365d", "0").publish();

        wayUp(customer.id(), scheme)
                .body("outcome", equalTo("BLOCKED"))
                .body("ifNothingHappens.rise.on", equalTo("2026-07-10"))
                .body("ifNothingHappens.rise.tier", equalTo("silver"))
                .body("ifNothingHappens.rise.ended", contains("young"))
                .body("ifNothingHappens.fall.on", equalTo("2026-12-01"))
                .body("ifNothingHappens.fall.tier", equalTo("bronze"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"points\":",
                "{\"to\":\"2027-01-01\",\"computedAt\":\"2026-06-30T05:06:07Z\",\"points\":[]}",
                "{\"to\":\"soon\",\"computedAt\":\"2026-06-30T05:06:07Z\",\"points\":[{\"date\":\"2026-06-30\",\"metrics\":{}}]}"
            })
    void theRestIsAnsweredWithoutAProjection(String answer) {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", 100, "orders.365d", 5);
        if (!answer.isEmpty()) {
            customerService.project(customer.id(), answer);
        }

        wayUp(customer.id(), scheme)
                .body("outcome", equalTo("OPEN"))
                .body("proposals", not(empty()))
                .body("ifNothingHappens.outcome", equalTo("NOT_KNOWN"))
                .body("ifNothingHappens.fall", nullValue())
                .body("ifNothingHappens.words.zh-CN", equalTo("若不采取行动会怎样，目前尚不清楚：暂时无法连接客户服务。"));
    }

    @Test
    void givesAsManyProposalsAsAskedFor() {
        String scheme = members("");
        TestCustomer customer = customer(scheme, "spend.365d", "123.45", "orders.365d", 2);

        given().queryParam("limit", 1)
                .get("/v1/customers/{id}/tiers/{scheme}/way-up", customer.id(), scheme)
                .then()
                .statusCode(200)
                .body("proposals", hasSize(1))
                .body("complete", equalTo(false))
                .body("words.en", equalTo("There may be more ways to Silver than these 1."));
        for (String query : List.of("limit=0", "limit=201", "limit=x", "most=3")) {
            given().get("/v1/customers/" + customer.id() + "/tiers/" + scheme + "/way-up?" + query)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void knowsNobodyWhoIsNotThere() {
        String scheme = members("");

        given().get("/v1/customers/{id}/tiers/{scheme}/way-up", UUID.randomUUID(), scheme)
                .then()
                .statusCode(404);
        given().get("/v1/customers/by-key/test/nobody/tiers/{scheme}/way-up", scheme)
                .then()
                .statusCode(404);
        TestCustomer customer = customer(scheme, "spend.365d", 1);
        given().get("/v1/customers/{id}/tiers/{scheme}/way-up", customer.id(), "no-such-scheme")
                .then()
                .statusCode(404);
    }
}
