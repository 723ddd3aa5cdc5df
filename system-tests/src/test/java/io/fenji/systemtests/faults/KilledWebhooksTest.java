package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Customers change their tiers, two instances of scoring-service are struck by `kill -9` in turn, and the receiver of
/// a webhook fails at random: in the end it has exactly what the feed has, of each customer in order.
class KilledWebhooksTest {
    private static final int KILLS = FaultCounts.of(4, 50);
    private static final int WRITERS = 8;
    private static final int CUSTOMERS = 300;
    private static final int TIERS = 45;
    private static final int LONGEST_THOUGHT_MILLIS = 60;
    private static final int LONGEST_PEACE_MILLIS = 3_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final AtomicBoolean struck = new AtomicBoolean();
    private final AtomicIntegerArray orders = new AtomicIntegerArray(CUSTOMERS);
    private final Random random = new Random(12);

    @Test
    void theReceiverEndsWithWhatTheFeedHas() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("killed-webhooks", List.of(Service.CUSTOMER));
                UnreliableReceiver receiver = new UnreliableReceiver(11);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            suite.set("FENJI_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8");
            suite.set("FENJI_WEBHOOKS_TIMEOUT", "1s");
            suite.set(
                    "FENJI_WEBHOOKS_RETRY_DELAYS",
                    IntStream.range(0, 30).mapToObj(i -> "200ms").collect(Collectors.joining(",")));
            suite.restart(Service.SCORING);
            suite.startReplica(Service.SCORING);
            Api customers = suite.api(Service.CUSTOMER);
            Api scoring = suite.api(Service.SCORING);
            customers.put("/v1/products/by-key/demo/P", "{}").expect(201);
            List<String> ids = new ArrayList<>();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                ids.add(customers
                        .put("/v1/customers/by-key/demo/C" + customer, "{\"kind\":\"PERSON\"}")
                        .expect(201)
                        .json()
                        .path("id")
                        .asText());
            }
            scoring.post("/v1/schemes", scheme()).expect(201);
            scoring.post("/v1/schemes/orders/versions/1:activate").expect(200);
            String webhook = scoring.post("/v1/webhooks", "{\"url\":\"%s\"}".formatted(receiver.url()))
                    .expect(201)
                    .location()
                    .getRawPath();
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(suite.api(Service.CUSTOMER), number)));
            }
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    strike(suite);
                    enable(scoring, webhook);
                }
            } finally {
                struck.set(true);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            Map<String, JsonNode> feed = settled(scoring, expectedTiers(ids));
            await(() -> {
                enable(scoring, webhook);
                return receiver.taken().containsAll(feed.keySet());
            });

            assertThat(receiver.taken()).containsExactlyInAnyOrderElementsOf(feed.keySet());
            assertThat(feed).hasSizeGreaterThan(CUSTOMERS);
            requireInOrder(receiver.takenInOrder(), feed);
            System.out.printf(
                    "%d kills, %,d events, %,d requests to the receiver%n", KILLS, feed.size(), receiver.requests());
        }
    }

    private void strike(BrittleSuite suite) {
        BrittleSuite.pause(Duration.ofMillis(random.nextInt(LONGEST_PEACE_MILLIS)));
        if (random.nextBoolean()) {
            suite.kill(Service.SCORING);
            suite.restart(Service.SCORING);
        } else {
            suite.killReplica(Service.SCORING);
            suite.startReplica(Service.SCORING);
        }
    }

    /// After a 410 somebody has to.
    private static void enable(Api scoring, String webhook) {
        if (scoring.get(webhook).expect(200).json().path("state").asText().equals("DISABLED")) {
            scoring.post(webhook + ":enable").expect(200);
        }
    }

    private void write(Api api, int writer) {
        Random own = new Random(100 + writer);
        for (int order = 0; !struck.get(); order++) {
            BrittleSuite.pause(Duration.ofMillis(own.nextInt(LONGEST_THOUGHT_MILLIS)));
            int customer = own.nextInt(CUSTOMERS);
            api.put("/v1/orders/by-key/demo/W%d-%d".formatted(writer, order), """
                            {"customer":{"key":{"source":"demo","key":"C%d"}},"orderedAt":"2026-06-01T02:00:00Z",
                             "lines":[{"product":{"source":"demo","key":"P"},"quantity":1,"unitPrice":{"amount":"1.00","currency":"CNY"}}]}""".formatted(customer))
                    .expect(201);
            orders.incrementAndGet(customer);
        }
    }

    /// The tier that each customer with orders ends in, by the customer's id.
    private Map<String, String> expectedTiers(List<String> ids) {
        return IntStream.range(0, CUSTOMERS)
                .filter(customer -> orders.get(customer) > 0)
                .boxed()
                .collect(Collectors.toMap(ids::get, customer -> "n" + Math.min(TIERS, orders.get(customer))));
    }

    /// The feed, once its last word of each of these customers is the tier that the customer must end in.
    private static Map<String, JsonNode> settled(Api scoring, Map<String, String> expected) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        Map<String, String> last = new HashMap<>();
        String[] after = {""};
        await(() -> {
            Answer page = scoring.get("/v1/tier-changes?wait=1" + after[0]).expect(200);
            page.items().forEach(event -> {
                events.put(event.path("id").asText(), event);
                last.put(event.path("subject").asText(), event.at("/data/to").asText());
            });
            after[0] = "&after=" + page.trailer().path("next").asText();
            return page.items().isEmpty() && last.entrySet().containsAll(expected.entrySet());
        });
        assertThat(last).containsAllEntriesOf(expected);
        return events;
    }

    /// An event may come twice, but not for the first time after a later one of the same customer.
    private static void requireInOrder(List<String> ids, Map<String, JsonNode> feed) {
        Map<String, Integer> highest = new HashMap<>();
        for (String id : ids) {
            JsonNode event = feed.get(id);
            int version = event.at("/data/version").asInt();
            int seen = highest.getOrDefault(event.path("subject").asText(), 0);
            assertThat(version).as(event.toString()).isLessThanOrEqualTo(seen + 1);
            highest.put(event.path("subject").asText(), Math.max(seen, version));
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                // The assertions that follow say what is missing.
                return;
            }
            BrittleSuite.pause(POLL);
        }
    }

    /// A tier for each number of orders.
    private static String scheme() {
        String tiers = IntStream.iterate(TIERS, n -> n >= 0, n -> n - 1)
                .mapToObj("{\"key\":\"n%d\",\"name\":{\"en\":\"%<d orders\"}}"::formatted)
                .collect(Collectors.joining(","));
        String rules = IntStream.iterate(TIERS, n -> n > 0, n -> n - 1)
                .mapToObj(
                        "{\"key\":\"r%d\",\"when\":{\"metric\":\"orders.lifetime\",\"atLeast\":%<d},\"assign\":\"n%<d\"}"
                                ::formatted)
                .collect(Collectors.joining(","));
        return """
                {"key":"orders","name":{"en":"By orders"},"cut":{"type":"rules","otherwise":"n0"},
                 "tiers":[%s],"rules":[%s]}""".formatted(tiers, rules);
    }
}
