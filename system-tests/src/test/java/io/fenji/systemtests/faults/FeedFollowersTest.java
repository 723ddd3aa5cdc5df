package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Many write, some of it is rolled back, and four follow the metric feed meanwhile. Each committed order raises its
/// customer's count by one: a follower must see the counts rise and never repeat, and end at what was committed.
class FeedFollowersTest {
    private static final Duration TIME = Duration.ofSeconds(FaultCounts.of(15, 120));
    private static final int WRITERS = 32;
    private static final int FOLLOWERS = 4;
    private static final int CUSTOMERS = 60;
    private static final int LONGEST_THOUGHT_MILLIS = 60;
    private static final String CSV = "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,"
            + "unit_price,discount,currency,returns_order_key\n";

    /// By customer id; two writers may write to one customer at the same time.
    private final Map<String, AtomicInteger> committed = new ConcurrentHashMap<>();

    private final Map<String, String> ids = new HashMap<>();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicBoolean written = new AtomicBoolean();

    @Test
    void seeEveryCommittedChangeOnceAndInOrder() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("feed-followers", List.of(Service.CUSTOMER));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = suite.api(Service.CUSTOMER);
            api.put("/v1/products/by-key/demo/P", "{}").expect(201);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                String id = api.put("/v1/customers/by-key/demo/C" + customer, "{\"kind\":\"PERSON\"}")
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
                ids.put("C" + customer, id);
                committed.put(id, new AtomicInteger());
            }
            long end = System.nanoTime() + TIME.toNanos();
            List<Future<Map<String, Integer>>> followers = new ArrayList<>();
            for (int follower = 0; follower < FOLLOWERS; follower++) {
                Random random = new Random(follower);
                followers.add(threads.submit(() -> follow(suite.api(Service.CUSTOMER), random)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(suite.api(Service.CUSTOMER), number, end)));
            }
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                written.set(true);
            }
            Map<String, Integer> expected = new HashMap<>();
            committed.forEach((id, count) -> expected.put(id, count.get()));
            for (Future<Map<String, Integer>> follower : followers) {
                assertThat(follower.get()).isEqualTo(expected);
            }
            int orders = expected.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(orders).isGreaterThan(WRITERS);
            assertThat(rolledBack.get()).isPositive();
            System.out.printf("%d orders committed, %d writes rolled back%n", orders, rolledBack.get());
        }
    }

    private void write(Api api, int writer, long end) {
        Random random = new Random(1_000 + writer);
        for (int order = 0; System.nanoTime() < end; order++) {
            BrittleSuite.pause(Duration.ofMillis(random.nextInt(LONGEST_THOUGHT_MILLIS)));
            String customer = "C" + random.nextInt(CUSTOMERS);
            String key = "W%d-%d".formatted(writer, order);
            switch (random.nextInt(12)) {
                case 0 -> checkOnly(api, key, customer);
                case 1 -> replaceUnread(api, writer, customer);
                default -> {
                    api.put("/v1/orders/by-key/demo/" + key, order(customer)).expect(201);
                    committed.get(ids.get(customer)).incrementAndGet();
                }
            }
        }
    }

    /// A file that is only checked does everything an import does, and then rolls back.
    private void checkOnly(Api api, String key, String customer) {
        String rows = CSV + key + ",1," + customer + ",2026-06-02T10:00:00,COMPLETED,web,P,1,1.00,0,CNY,\n";
        JsonNode load = api.succeeded(
                api.upload(
                        "/v1/imports?type=orders&mapping=fenji-orders&validateOnly=true",
                        BodyPublishers.ofString(rows)),
                Duration.ofMinutes(3));
        assertThat(load.at("/counts/landed").asInt()).as("%s", load).isEqualTo(1);
        rolledBack.incrementAndGet();
    }

    private void replaceUnread(Api api, int writer, String customer) {
        Answer answer =
                api.put("/v1/orders/by-key/demo/W%d-none".formatted(writer), order(customer), "If-Match", "\"77\"");
        answer.expect(412);
        rolledBack.incrementAndGet();
    }

    private static String order(String customer) {
        return """
                {"customer":{"key":{"source":"demo","key":"%s"}},"orderedAt":"2026-06-01T02:00:00Z",
                 "lines":[{"product":{"source":"demo","key":"P"},"quantity":1,"unitPrice":{"amount":"1.00","currency":"CNY"}}]}""".formatted(customer);
    }

    /// The last count by customer, once all is written and the feed has no more.
    private Map<String, Integer> follow(Api api, Random random) {
        Map<String, Integer> counts = new HashMap<>();
        String after = "";
        while (true) {
            boolean last = written.get();
            Answer answer = api.get("/v1/metric-feed?wait=1&limit=%d%s".formatted(1 + random.nextInt(40), after))
                    .expect(200);
            for (JsonNode line : answer.items()) {
                String id = line.path("customerId").asText();
                int count = line.at("/metrics/orders.lifetime").asInt();
                Integer before = counts.put(id, count);
                assertThat(before == null || before < count)
                        .as("%s: %s orders after %s", id, count, before)
                        .isTrue();
            }
            after = "&after=" + answer.trailer().path("next").asText();
            if (last && answer.items().isEmpty()) {
                return counts;
            }
        }
    }
}
