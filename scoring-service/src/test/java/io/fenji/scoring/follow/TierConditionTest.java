package io.fenji.scoring.follow;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Schemes that look at the tiers of others follow them wherever those change.
@QuarkusTest
@ServiceTest
class TierConditionTest {
    /// By spend, from the other scheme's customers.
    private static final String BASE = """
            {"key":"KEY","name":{"en":"Base"},"population":{"attribute":"channel","is":"CHANNEL"},
             "cut":{"type":"rules","otherwise":"C"},
             "tiers":[{"key":"A","name":{"en":"A"}},{"key":"B","name":{"en":"B"}},{"key":"C","name":{"en":"C"}}],
             "rules":[{"key":"a","when":{"metric":"spend.365d","over":900},"assign":"A"},
                      {"key":"b","when":{"metric":"spend.365d","over":100},"assign":"B"}]}""";

    private static final String FOLLOWING = """
            {"key":"KEY","name":{"en":"Following"},"population":{"attribute":"channel","is":"CHANNEL"},
             "cut":{"type":"rules","otherwise":"plain"},
             "tiers":[{"key":"vip","name":{"en":"VIP"}},{"key":"plain","name":{"en":"Plain"}}],
             "rules":[{"key":"vip","when":{"tier":{"scheme":"OTHER","atLeast":"B"}},"assign":"vip"}]}""";

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        assertThat(follower.catchUp()).isTrue();
    }

    @Test
    void aChangedTierIsFollowedThroughAChainInTheSamePage() {
        String channel = Api.uniqueKey();
        // The keys are in the opposite order of what depends on what.
        String base = scheme("z-" + channel, channel, BASE, "");
        String middle = scheme("m-" + channel, channel, FOLLOWING, base);
        String last =
                scheme("a-" + channel, channel, FOLLOWING.replace("\"atLeast\":\"B\"", "\"in\":[\"vip\"]"), middle);
        TestCustomer customer = TestCustomer.of(channel, Map.of("spend.365d", new BigDecimal("50")))
                .publish();
        follower.catchUp();
        Api.tier(customer.id(), last).then().body("tier", equalTo("plain"));

        customer.with("spend.365d", "500").publish();
        follower.catchUp();

        Api.tier(customer.id(), base).then().body("tier", equalTo("B"));
        Api.tier(customer.id(), middle).then().body("tier", equalTo("vip"));
        Api.tier(customer.id(), last).then().body("tier", equalTo("vip"));
        assertThat(causes(customer.id(), last)).containsExactly("METRICS", "METRICS");
        explained(customer.id(), middle)
                .body("rules[0].conditions[0].scheme", equalTo(base))
                .body("rules[0].conditions[0].value", equalTo("B"))
                .body("rules[0].conditions[0].comparison", equalTo("atLeast"))
                .body("rules[0].conditions[0].operand", equalTo("B"))
                .body("rules[0].conditions[0].pointer", equalTo("/rules/0/when"))
                .body("rules[0].conditions[0].result", equalTo("TRUE"));
    }

    @Test
    void anOverrideAndItsEndAreFollowed() {
        String channel = Api.uniqueKey();
        String base = scheme("b-" + channel, channel, BASE, "");
        String following = scheme("a-" + channel, channel, FOLLOWING, base);
        TestCustomer customer = TestCustomer.of(channel, Map.of("spend.365d", new BigDecimal("50")))
                .publish();
        follower.catchUp();

        override(customer.id(), base, "\"tier\":\"A\",\"expiresOn\":\"2026-07-02\"");
        Api.tier(customer.id(), following).then().body("tier", equalTo("vip"));
        explained(customer.id(), following);

        customerService.businessDate(LocalDate.parse("2026-07-02"));
        follower.catchUp();

        Api.tier(customer.id(), base).then().body("tier", equalTo("C"));
        Api.tier(customer.id(), following).then().body("tier", equalTo("plain"));
        assertThat(causes(customer.id(), following)).containsExactly("OTHER_SCHEME", "OTHER_SCHEME", "METRICS");

        Response given = override(customer.id(), base, "\"tier\":\"B\"");
        Api.tier(customer.id(), following).then().body("tier", equalTo("vip"));
        given().header("If-Match", given.header("ETag"))
                .delete("/v1/overrides/" + given.jsonPath().getString("id"))
                .then()
                .statusCode(204);
        Api.tier(customer.id(), following).then().body("tier", equalTo("plain"));
    }

    @Test
    void aRunOfOneSchemeIsFollowedByThoseThatLookAtIt() {
        String channel = Api.uniqueKey();
        String base =
                scheme("b-" + channel, channel, Schemes.PARETO.replace("\"is\":\"KEY\"", "\"is\":\"CHANNEL\""), "");
        String following = scheme("a-" + channel, channel, FOLLOWING, base);
        List<TestCustomer> customers = RandomBase.of(channel, 200, 3);
        customers.forEach(TestCustomer::publish);
        follower.catchUp();
        customers.forEach(each -> Api.tier(each.id(), following).then().body("tier", equalTo("plain")));

        Api.run(base, true);

        assertFollows(customers, base, following);
        // Two tiers of other names and in another order: what was at least B is now at least "low".
        version(
                base,
                Schemes.PARETO
                        .replace("KEY", base)
                        .replace("\"is\":\"" + base + "\"", "\"is\":\"" + channel + "\"")
                        .replace("0.8,0.95", "0.1,0.2"));
        Api.run(base, true);
        assertFollows(customers, base, following);
        assertThat(Api.run(following, false).getLong("counts.changed")).isZero();
    }

    @Test
    void whoHasNoTierThereIsUnknownHere() {
        String channel = Api.uniqueKey();
        String base = scheme(
                "b-" + channel,
                channel,
                BASE.replace("\"otherwise\":\"C\"", "\"otherwise\":\"C\"")
                        .replace(
                                "{\"attribute\":\"channel\",\"is\":\"CHANNEL\"}",
                                "{\"metric\":\"spend.365d\",\"over\":10}"),
                "");
        String following = scheme(
                "a-" + channel,
                channel,
                FOLLOWING.replace(
                        "{\"tier\":{\"scheme\":\"OTHER\",\"atLeast\":\"B\"}}",
                        "{\"not\":{\"tier\":{\"scheme\":\"OTHER\",\"is\":\"C\"}}}"),
                base);
        TestCustomer outside =
                TestCustomer.of(channel, Map.of("spend.365d", BigDecimal.ONE)).publish();
        TestCustomer inside = TestCustomer.of(channel, Map.of("spend.365d", new BigDecimal("200")))
                .publish();
        follower.catchUp();

        explained(outside.id(), following)
                .body("tier", equalTo("plain"))
                .body("rules[0].conditions[0].value", nullValue())
                .body("rules[0].conditions[0].result", equalTo("UNKNOWN"));
        explained(inside.id(), following).body("tier", equalTo("vip"));
    }

    @Test
    void referencesAreCheckedBothWays() {
        String channel = Api.uniqueKey();
        String base = scheme("b-" + channel, channel, BASE, "");
        String following = scheme("a-" + channel, channel, FOLLOWING, base);

        refused(channel, FOLLOWING, "nobody", "/rules/0/when/tier/scheme", "UNKNOWN_SCHEME");
        refused(channel, FOLLOWING.replace("\"B\"", "\"Z\""), base, "/rules/0/when/tier/atLeast", "UNKNOWN_TIER");
        draft(base, BASE.replace("KEY", base).replace("CHANNEL", channel).replace("\"B\"", "\"BB\""));
        given().post("/v1/schemes/%s/versions/2:activate".formatted(base))
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("TIER_IN_USE"));
        String circle = BASE.replace("KEY", base)
                .replace("CHANNEL", channel)
                .replace(
                        "{\"metric\":\"spend.365d\",\"over\":100}",
                        "{\"tier\":{\"scheme\":\"%s\",\"is\":\"vip\"}}".formatted(following));
        String tag = given().get("/v1/schemes/%s/versions/2".formatted(base)).header("ETag");
        json(circle)
                .header("If-Match", tag)
                .put("/v1/schemes/%s/versions/2".formatted(base))
                .then()
                .statusCode(200);
        given().post("/v1/schemes/%s/versions/2:validate".formatted(base))
                .then()
                .statusCode(200)
                .body("findings[0].code", equalTo("SCHEME_CYCLE"))
                .body("findings[0].pointer", equalTo("/rules/1/when/tier/scheme"));
    }

    private static void assertFollows(List<TestCustomer> customers, String base, String following) {
        int vips = 0;
        for (TestCustomer customer : customers) {
            String tier = Api.tier(customer.id(), base).jsonPath().getString("tier");
            boolean vip = "A".equals(tier) || "B".equals(tier);
            Api.tier(customer.id(), following).then().body("tier", equalTo(vip ? "vip" : "plain"));
            explained(customer.id(), following);
            vips += vip ? 1 : 0;
        }
        assertThat(vips).isBetween(1, customers.size() - 1);
    }

    private static String scheme(String key, String channel, String document, String other) {
        json(document.replace("CHANNEL", channel).replace("KEY", key).replace("OTHER", other))
                .post("/v1/schemes")
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(key)).then().statusCode(200);
        return key;
    }

    private static void draft(String scheme, String document) {
        json(document).post("/v1/schemes/%s/versions".formatted(scheme)).then().statusCode(201);
    }

    private static void version(String scheme, String document) {
        draft(scheme, document);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
    }

    private static void refused(String channel, String document, String other, String pointer, String code) {
        String key = Api.uniqueKey();
        json(document.replace("CHANNEL", channel).replace("KEY", key).replace("OTHER", other))
                .post("/v1/schemes")
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(key))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    private static Response override(UUID customer, String scheme, String effect) {
        Response given = json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",%s,\"reason\":\"r\",\"author\":\"a\"}"
                        .formatted(customer, scheme, effect))
                .post("/v1/overrides");
        given.then().statusCode(201);
        return given;
    }

    private static ValidatableResponse explained(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer, scheme)
                .then()
                .statusCode(200);
    }

    private static List<String> causes(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/history", customer, scheme)
                .jsonPath()
                .getList("items.cause");
    }
}
