package io.fenji.scoring.valuation;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.ValueCalibrations.calibrate;
import static io.fenji.scoring.testing.ValueCalibrations.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.StubPurchases;
import io.fenji.scoring.testing.TestCustomer;
import io.fenji.scoring.testing.ValueCalibrations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What value models are for: schemes, clusters, the way up, warnings.
@QuarkusTest
@ServiceTest
class ValueMetricsInUseTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final String CLUSTERS = """
            {"key":"KEY","name":{"en":"Clusters"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"other"},
             "tiers":[{"key":"first","name":{"en":"First"}},{"key":"other","name":{"en":"Other"}}],
             "rules":[{"key":"first","when":{"metric":"cluster","equals":NUMBER},"assign":"first"}]}""";
    private static final String SCORED = """
            {"key":"KEY","name":{"en":"Scored"},
             "population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"v","weight":1,"criteria":[
               {"metric":"orders.365d","weight":0.5,"scale":{"type":"linear","from":0,"to":40}},
               {"metric":"aliveProbability","weight":0.5,"scale":{"type":"linear","from":0,"to":1}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":90},{"key":"B","name":{"en":"B"}}]}""";

    @Inject
    MetricFollower follower;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private List<TestCustomer> customers = List.of();

    @BeforeEach
    void noBuyers() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
        customerService.purchases().clear();
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(TODAY);
        customerService.purchases().clear();
        follower.catchUp();
    }

    private void buyers(String channel) {
        customers = ValueCalibrations.publish(channel, StubPurchases.random(300, TODAY, 11), TODAY);
        follower.catchUp();
    }

    @Test
    void clustersAreAMetricOfSchemesWhoseNumbersStayWithTheNextCalibration() {
        String channel = Api.uniqueKey();
        buyers(channel);
        JsonPath first = clusters(calibrate("{\"clusters\":{\"fewest\":4,\"most\":4}}"));

        assertThat(first.getList("clusters.clusters")).hasSize(4);
        assertThat(new TreeSet<>(first.getList("clusters.clusters.name.en"))).hasSize(4);
        int chosen = value(customers.getFirst().id()).getInt("cluster.number");
        String scheme = Api.activeScheme(CLUSTERS.replace("\"is\":\"KEY\"", "\"is\":\"" + channel + "\"")
                .replace("NUMBER", Integer.toString(chosen)));
        Api.run(scheme, false);
        Map<String, Integer> numbers = new TreeMap<>();
        for (TestCustomer customer : customers.subList(0, 40)) {
            int number = value(customer.id()).getInt("cluster.number");
            numbers.put(customer.id().toString(), number);
            Api.tier(customer.id(), scheme).then().body("tier", equalTo(number == chosen ? "first" : "other"));
        }
        assertThat(Set.copyOf(numbers.values())).hasSizeGreaterThan(1);

        JsonPath next = clusters(calibrate("{\"clusters\":{\"fewest\":4,\"most\":4,\"seed\":99}}"));

        assertThat(next.getList("clusters.stability.kept", Integer.class))
                .containsExactlyInAnyOrderElementsOf(first.getList("clusters.clusters.number", Integer.class));
        for (TestCustomer customer : customers.subList(0, 40)) {
            assertThat(value(customer.id()).getInt("cluster.number"))
                    .isEqualTo(numbers.get(customer.id().toString()));
        }
    }

    @Test
    void aClusterThatIsNoMoreHasNobodyAndItsNumberIsNotGivenAgain() {
        String channel = Api.uniqueKey();
        buyers(channel);
        JsonPath four = clusters(calibrate("{\"clusters\":{\"fewest\":4,\"most\":4}}"));
        JsonPath two = clusters(calibrate("{\"clusters\":{\"fewest\":2,\"most\":2}}"));
        List<Integer> gone = new ArrayList<>(four.getList("clusters.clusters.number", Integer.class));
        gone.removeAll(two.getList("clusters.clusters.number", Integer.class));
        assertThat(gone).hasSizeGreaterThanOrEqualTo(2);
        String scheme = Api.activeScheme(CLUSTERS.replace("\"is\":\"KEY\"", "\"is\":\"" + channel + "\"")
                .replace("NUMBER", gone.getFirst().toString()));

        Api.run(scheme, false);
        for (TestCustomer customer : customers.subList(0, 20)) {
            Api.tier(customer.id(), scheme).then().body("tier", equalTo("other"));
        }
        JsonPath again = clusters(calibrate("{\"clusters\":{\"fewest\":4,\"most\":4}}"));

        assertThat(again.getList("clusters.clusters.number", Integer.class)).doesNotContainAnyElementsOf(gone);
        for (TestCustomer customer : customers.subList(0, 20)) {
            Api.tier(customer.id(), scheme).then().body("tier", equalTo("other"));
        }
    }

    @Test
    void gaussianMixturesSayTheirCriterion() {
        buyers(Api.uniqueKey());

        JsonPath clusters = clusters(calibrate("{\"clusters\":{\"method\":\"gaussianMixture\",\"most\":3}}"));

        assertThat(clusters.getString("clusters.method")).isEqualTo("gaussianMixture");
        assertThat(clusters.getString("clusters.choice.criterion")).isEqualTo("bic");
        assertThat(clusters.getList("clusters.choice.candidates")).isNotEmpty();
    }

    @Test
    void theWayUpSaysWhichMetricsItTakesAsTheyAreAndEachProposalReachesTheTier() {
        String scheme = Api.activeScheme(SCORED);
        buyers(scheme);
        calibrate("{}");
        Api.run(scheme, false);
        TestCustomer customer = customers.stream()
                .filter(each -> value(each.id()).getDouble("now.aliveProbability") > 0.9)
                .findFirst()
                .orElseThrow();

        JsonPath way = given().get("/v1/customers/{id}/tiers/{scheme}/way-up", customer.id(), scheme)
                .then()
                .statusCode(200)
                .body("outcome", equalTo("OPEN"))
                .body("heldFixed.metric", equalTo(List.of("aliveProbability")))
                .body("words.en", containsString("Probability of being alive"))
                .extract()
                .jsonPath();
        customer.with("orders.365d", way.getString("proposals[0].changes[0].to"))
                .publish();
        follower.catchUp();

        Api.tier(customer.id(), scheme).then().body("tier", equalTo("A"));
    }

    @Test
    void churnIsWarnedOfWhereContactPaysAndNoLongerOnceTheCustomerHasSurelyLeft() {
        String channel = Api.uniqueKey();
        buyers(channel);
        calibrate("{}");
        TestCustomer customer = customers.stream()
                .filter(each -> churn(each) != null)
                .filter(each -> each.metrics().get("lastPurchaseDays").signum() > 0)
                .findFirst()
                .orElseThrow();
        Map<String, Object> warning = churn(customer);
        JsonPath value = value(customer.id());
        Map<?, ?> facts = (Map<?, ?>) warning.get("facts");
        double risk = value.getDouble("now.churnRisk");
        double atRisk = value.getDouble("now.lifetimeValue");

        assertThat(number(facts, "churnRisk")).isCloseTo(risk, within(1e-9));
        assertThat(number(facts, "valueAtRisk")).isCloseTo(atRisk, within(0.006));
        // As the default rules have it: 10 a contact, which saves one of ten.
        assertThat(number(facts, "threshold")).isCloseTo(10 / (0.1 * atRisk), within(1e-4));
        assertThat(number(facts, "gain")).isCloseTo(risk * atRisk * 0.1 - 10, within(0.01));
        assertThat(risk > number(facts, "threshold")).isEqualTo(!facts.containsKey("paysFrom"));
        assertThat(warning.get("firstSeen")).isEqualTo("2026-06-30");
        assertThat(warning.get("explanation").toString()).contains("流失风险").containsIgnoringCase("churn risk");
        for (TestCustomer each : customers.subList(0, 60)) {
            JsonPath its = value(each.id());
            boolean pays = its.getDouble("now.churnRisk") * its.getDouble("now.lifetimeValue") * 0.1 > 10.001;
            Map<String, Object> found = churn(each);
            if (pays) {
                assertThat(found).as(its.prettify()).isNotNull();
            }
            assertThat(pays || found == null || ((Map<?, ?>) found.get("facts")).containsKey("paysFrom"))
                    .as(its.prettify())
                    .isTrue();
        }

        customerService.businessDate(TODAY.plusDays(2_000));
        follower.catchUp();

        given().get("/v1/warnings/{id}", warning.get("id"))
                .then()
                .body("state", equalTo("RESOLVED"))
                .body("resolution", equalTo("CAUSE_GONE"));
    }

    /// It also raises what is at risk: only where contact does not pay afterwards the cause is gone.
    @Test
    void anOrderThatMakesContactUnprofitableResolvesTheWarningAndAnotherOrderDoesNot() {
        buyers(Api.uniqueKey());
        calibrate("{}");
        TestCustomer saved = warned(gain -> gain < -4);
        TestCustomer stillAtRisk = warned(gain -> gain > 1);
        Map<String, Object> resolved = churn(saved);
        Map<String, Object> kept = churn(stillAtRisk);
        JsonPath before = value(stillAtRisk.id());

        order(saved);
        order(stillAtRisk);
        follower.catchUp();

        given().get("/v1/warnings/{id}", resolved.get("id"))
                .then()
                .body("state", equalTo("RESOLVED"))
                .body("resolution", equalTo("CAUSE_GONE"));
        assertThat(churn(saved)).isNull();
        Map<String, Object> now = churn(stillAtRisk);
        assertThat(now).containsEntry("id", kept.get("id")).containsEntry("state", "OPEN");
        assertThat(number((Map<?, ?>) now.get("facts"), "churnRisk"))
                .isCloseTo(before.getDouble("withOneMoreOrder.churnRisk"), within(1e-9));
    }

    /// With a warning of churn, and such a gain of contact after one more order.
    private TestCustomer warned(DoublePredicate gainWithOneMoreOrder) {
        return customers.stream()
                .filter(each -> each.metrics().get("lastPurchaseDays").signum() > 0)
                .filter(each -> churn(each) != null)
                .filter(each -> {
                    JsonPath value = value(each.id());
                    // As the default rules have it: 10 a contact, which saves one of ten.
                    return gainWithOneMoreOrder.test(value.getDouble("withOneMoreOrder.churnRisk")
                                    * value.getDouble("withOneMoreOrder.lifetimeValue")
                                    * 0.1
                            - 10);
                })
                .findFirst()
                .orElseThrow();
    }

    /// Today, of the spend that is expected.
    private static void order(TestCustomer customer) {
        BigDecimal spend = value(customer.id()).getObject("now.spendPerOrder", BigDecimal.class);
        customer.with("lastPurchaseDays", "0")
                .with("purchaseDays.lifetime", plus(customer, "purchaseDays.lifetime", BigDecimal.ONE))
                .with("repeatSpend.lifetime", plus(customer, "repeatSpend.lifetime", spend))
                .publish();
    }

    private static String plus(TestCustomer customer, String metric, BigDecimal more) {
        return customer.metrics().get(metric).add(more).toPlainString();
    }

    @Test
    void aWarningComesAheadOfTheDayFromWhichContactPays() {
        String channel = Api.uniqueKey();
        buyers(channel);
        calibrate("{}");
        Map<String, Object> warning = customers.stream()
                .map(ValueMetricsInUseTest::churn)
                .filter(found -> found != null && ((Map<?, ?>) found.get("facts")).containsKey("paysFrom"))
                .findFirst()
                .orElseThrow();
        LocalDate from = LocalDate.parse(
                ((Map<?, ?>) warning.get("facts")).get("paysFrom").toString());
        assertThat(from).isAfter(TODAY).isBeforeOrEqualTo(TODAY.plusDays(14));

        customerService.businessDate(from.minusDays(1));
        follower.catchUp();
        given().get("/v1/warnings/{id}", warning.get("id")).then().body("facts.paysFrom", equalTo(from.toString()));
        customerService.businessDate(from);
        follower.catchUp();

        given().get("/v1/warnings/{id}", warning.get("id"))
                .then()
                .body("state", equalTo("OPEN"))
                .body("firstSeen", equalTo("2026-06-30"))
                .body("severity", not(equalTo("LOW")))
                .body("facts.paysFrom", equalTo(null));
    }

    private static double number(Map<?, ?> facts, String name) {
        return new BigDecimal(facts.get(name).toString()).doubleValue();
    }

    private static Map<String, Object> churn(TestCustomer customer) {
        return given().get("/v1/customers/{id}/warnings", customer.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items.find {it.kind == 'CHURN_RISK'}");
    }

    private static JsonPath clusters(String calibration) {
        return given().get("/v1/value-calibrations/{id}", calibration)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
