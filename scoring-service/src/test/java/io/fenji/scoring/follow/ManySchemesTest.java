package io.fenji.scoring.follow;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// As many active schemes as there may be, some of which look at others, and one page of the feed.
@QuarkusTest
@ServiceTest
class ManySchemesTest {
    private static final Logger LOG = Logger.getLogger(ManySchemesTest.class);
    private static final int SCHEMES = 200;
    private static final int CUSTOMERS = 300;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @Test
    void onePageIsEvaluatedForTwoHundredSchemes() {
        String channel = Api.uniqueKey();
        List<String> schemes = new ArrayList<>();
        for (int i = 0; i < SCHEMES; i++) {
            // Every fourth looks at the tier in the one before, whose key comes later in the alphabet.
            String key = "s%03d-%s".formatted(SCHEMES - i, channel);
            String when = i % 4 == 3
                    ? "{\"tier\":{\"scheme\":\"%s\",\"is\":\"high\"}}".formatted(schemes.getLast())
                    : "{\"metric\":\"spend.365d\",\"over\":%d}".formatted(i * 40);
            json("""
                    {"key":"%s","name":{"en":"S"},"population":{"attribute":"channel","is":"%s"},
                     "cut":{"type":"rules","otherwise":"low"},
                     "tiers":[{"key":"high","name":{"en":"High"}},{"key":"low","name":{"en":"Low"}}],
                     "rules":[{"key":"r","when":%s,"assign":"high"}]}""".formatted(key, channel, when)).post("/v1/schemes").then().statusCode(201);
            given().post("/v1/schemes/%s/versions/1:activate".formatted(key))
                    .then()
                    .statusCode(200);
            schemes.add(key);
        }
        List<TestCustomer> customers = RandomBase.of(channel, CUSTOMERS, 7);
        customers.forEach(TestCustomer::publish);
        follow("%d new customers".formatted(CUSTOMERS));
        customers.stream().limit(20).forEach(customer -> assertTiers(customer, schemes));

        TestCustomer changed = customers.getFirst().with("spend.365d", "100000").publish();
        follow("one changed customer");

        assertTiers(changed, schemes);
    }

    private void follow(String what) {
        long start = System.nanoTime();
        assertThat(follower.catchUp()).isTrue();
        LOG.infof("%s, %d schemes: %d ms", what, SCHEMES, (System.nanoTime() - start) / 1_000_000);
    }

    private static void assertTiers(TestCustomer customer, List<String> schemes) {
        JsonPath answer = given().get("/v1/customers/{id}/tiers", customer.id()).jsonPath();
        List<Map<String, Object>> items = answer.getList("items");
        Map<String, Object> tiers = new HashMap<>();
        items.forEach(item -> tiers.put((String) item.get("scheme"), item.get("tier")));
        BigDecimal spend = customer.metrics().get("spend.365d");
        for (int i = 0; i < schemes.size(); i++) {
            int limit = (i % 4 == 3 ? i - 1 : i) * 40;
            assertThat(tiers.get(schemes.get(i)))
                    .as("%s in %s", customer, schemes.get(i))
                    .isEqualTo(spend.compareTo(BigDecimal.valueOf(limit)) > 0 ? "high" : "low");
        }
    }
}
