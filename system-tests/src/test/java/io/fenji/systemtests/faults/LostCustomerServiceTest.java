package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// customer-service goes away under scoring-service and comes back: tiers are read on, say how old they are, and catch
/// up by themselves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostCustomerServiceTest {
    private static final Duration AWAY = Duration.ofSeconds(FaultCounts.of(8, 60));
    /// A request to a service that does not answer ends by itself, and then there are pauses between attempts.
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CUSTOMERS = 40;

    private final Map<String, String> ids = new HashMap<>();
    private BrittleSuite suite;
    private int orders;

    @BeforeAll
    void start() {
        suite = BrittleSuite.start("lost-customer-service", List.of(Service.CUSTOMER, Service.SCORING));
        Api customers = suite.api(Service.CUSTOMER);
        customers.put("/v1/products/by-key/demo/P", "{}").expect(201);
        for (int i = 0; i < CUSTOMERS; i++) {
            JsonNode customer = customers
                    .put("/v1/customers/by-key/demo/C" + i, "{\"kind\":\"PERSON\"}")
                    .expect(201)
                    .json();
            ids.put("C" + i, customer.path("id").asText());
        }
        Api scoring = suite.api(Service.SCORING);
        scoring.post("/v1/schemes", TierSchemes.byOrders(10)).expect(201);
        scoring.post("/v1/schemes/orders/versions/1:activate").expect(200);
        scoring.succeeded(scoring.post("/v1/tier-runs", "{\"scheme\":\"orders\"}"), RECOVERY);
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void killedAndStartedAgain() {
        goesOn(BrittleSuite::kill, BrittleSuite::restart);
    }

    @Test
    void stoppedWithoutAnswering() {
        goesOn(BrittleSuite::freeze, BrittleSuite::thaw);
    }

    private void goesOn(BiConsumer<BrittleSuite, Service> takeAway, BiConsumer<BrittleSuite, Service> bringBack) {
        Api scoring = suite.api(Service.SCORING);
        orderEach();
        awaitTiers();
        orderEach(); // which scoring-service may or may not hear of before the end
        takeAway.accept(suite, Service.CUSTOMER);
        Instant gone = Instant.now();
        try {
            long back = System.nanoTime() + AWAY.toNanos();
            do {
                for (String id : ids.values()) {
                    JsonNode tier = scoring.json("/v1/customers/%s/tiers/orders".formatted(id));
                    assertThat(tier.path("tier").asText()).isIn("n" + (orders - 1), "n" + orders);
                    assertThat(Instant.parse(tier.path("dataAsOf").asText())).isBefore(gone);
                }
                assertThat(scoring.get("/v1/tier-exports?scheme=orders")
                                .expect(200)
                                .items())
                        .hasSize(CUSTOMERS);
                assertThat(scoring.json("/v1/tiers?scheme=orders&limit=200").path("items"))
                        .hasSize(CUSTOMERS);
                assertThat(suite.isReady(Service.SCORING)).isTrue();
                BrittleSuite.pause(POLL);
            } while (System.nanoTime() < back);
        } finally {
            bringBack.accept(suite, Service.CUSTOMER);
        }

        awaitTiers();
        orderEach();
        awaitTiers();
        for (String id : ids.values()) {
            JsonNode tier = scoring.json("/v1/customers/%s/tiers/orders".formatted(id));
            assertThat(Instant.parse(tier.path("dataAsOf").asText())).isAfter(gone);
        }
    }

    private void orderEach() {
        orders++;
        for (String customer : ids.keySet()) {
            suite.api(Service.CUSTOMER)
                    .put("/v1/orders/by-key/demo/%s-%d".formatted(customer, orders), """
                            {"customer":{"key":{"source":"demo","key":"%s"}},"orderedAt":"2026-06-29T20:00:00Z",
                             "lines":[{"product":{"source":"demo","key":"P"},"quantity":1,"unitPrice":{"amount":"1.00","currency":"CNY"}}]}""".formatted(customer))
                    .expect(201);
        }
    }

    /// Everybody's is that of the orders so far.
    private void awaitTiers() {
        Api scoring = suite.api(Service.SCORING);
        long end = System.nanoTime() + RECOVERY.toNanos();
        for (String id : ids.values()) {
            String path = "/v1/customers/%s/tiers/orders".formatted(id);
            while (!scoring.json(path).path("tier").asText().equals("n" + orders) && System.nanoTime() < end) {
                BrittleSuite.pause(POLL);
            }
            assertThat(scoring.json(path).path("tier").asText()).isEqualTo("n" + orders);
        }
    }
}
