package io.fenji.systemtests.faults;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.faults.ChangeFollower.Change;
import io.fenji.systemtests.suite.Journey;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Runs move everybody to and fro, orders move some, and two instances of scoring-service on one database are struck by
/// `kill -9` in turn: readers only see whole runs, and each change stands in the history and in the feed once.
class KilledRunsTest {
    private static final int KILLS = FaultCounts.of(4, 50);
    private static final int CUSTOMERS = 10_000;
    private static final int WRITERS = 4;
    /// Who orders while the instances are struck.
    private static final int BUYERS = 300;

    private static final int MOST_ORDERS = 45;
    private static final int LONGEST_THOUGHT_MILLIS = 120;
    private static final int LONGEST_PAGE = 3_000;
    private static final int HISTORIES = 20;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Random random = new Random(13);
    private final AtomicBoolean struck = new AtomicBoolean();
    private final AtomicInteger wholeExports = new AtomicInteger();
    private final Map<String, AtomicInteger> orders = new ConcurrentHashMap<>();
    private final Set<String> runs = new HashSet<>();

    @Test
    void readersSeeWholeRunsAndEachChangeIsThereOnce() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("killed-runs", List.of(Service.CUSTOMER));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            load(suite.api(Service.CUSTOMER));
            // Nothing comes late here; corrections would be further entries.
            suite.set("FENJI_CORRECTIONS_CHECK", "off");
            suite.restart(Service.SCORING);
            suite.startReplica(Service.SCORING);
            suite.awaitReplica(Service.SCORING);
            Api scoring = suite.api(Service.SCORING);
            List<Api> instances = List.of(scoring, suite.replica(Service.SCORING));
            scoring.post("/v1/schemes", TierSchemes.byOrders(MOST_ORDERS)).expect(201);
            scoring.post("/v1/schemes/orders/versions/1:activate").expect(200);
            scoring.post("/v1/schemes", TierSchemes.flip(1)).expect(201);
            scoring.post("/v1/schemes/flip/versions/1:activate").expect(200);
            // The follower may have been ahead of these.
            scoring.succeeded(startRun(scoring, TierSchemes.ORDERS), LIMIT);
            scoring.succeeded(startRun(scoring, TierSchemes.FLIP), LIMIT);

            ChangeFollower follower = new ChangeFollower(instances, LONGEST_PAGE, 5);
            List<Future<?>> others = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                others.add(threads.submit(() -> write(suite.api(Service.CUSTOMER), number)));
            }
            instances.forEach(instance -> others.add(threads.submit(() -> read(instance))));
            others.add(threads.submit(() -> {
                while (!struck.get()) {
                    follower.step();
                }
            }));
            try {
                strike(suite, scoring);
            } finally {
                struck.set(true);
            }
            for (Future<?> other : others) {
                other.get();
            }
            requireEachChangeOnce(suite, follower);
        }
    }

    private void strike(BrittleSuite suite, Api scoring) {
        int kills = 0;
        for (int version = 2; kills < KILLS; version++) {
            scoring.post("/v1/schemes/flip/versions", TierSchemes.flip(version)).expect(201);
            scoring.post("/v1/schemes/flip/versions/%d:activate".formatted(version))
                    .expect(200);
            URI run = startRun(scoring, TierSchemes.FLIP).location();
            runs.add(run.getPath().substring(run.getPath().lastIndexOf('/') + 1));
            int strikes = Math.min(1 + random.nextInt(3), KILLS - kills);
            for (int i = 0; i < strikes; i++) {
                if (random.nextBoolean()) {
                    awaitBegun(scoring, run);
                    BrittleSuite.pause(Duration.ofMillis(random.nextInt(500)));
                } else {
                    BrittleSuite.pause(Duration.ofMillis(random.nextInt(3_000)));
                }
                if (random.nextBoolean()) {
                    suite.kill(Service.SCORING);
                    suite.restart(Service.SCORING);
                } else {
                    suite.killReplica(Service.SCORING);
                    suite.startReplica(Service.SCORING);
                }
                kills++;
            }
            finish(scoring, run);
        }
    }

    private static Answer startRun(Api scoring, String scheme) {
        return scoring.post("/v1/tier-runs", "{\"scheme\":\"%s\"}".formatted(scheme))
                .expect(202);
    }

    private static void awaitBegun(Api scoring, URI run) {
        while (scoring.json(run.getRawPath()).path("state").asText().equals("PENDING")) {
            BrittleSuite.pause(POLL);
        }
    }

    private static void finish(Api scoring, URI run) {
        JsonNode ended = scoring.finished(run, LIMIT);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/counts/changed").asInt()).as(ended.toString()).isEqualTo(CUSTOMERS);
    }

    /// Exports the scheme again and again: all are in the one tier or all in the other.
    private void read(Api instance) {
        while (!struck.get()) {
            try {
                Answer answer = instance.get("/v1/tier-exports?scheme=flip");
                if (answer.status() != 503) {
                    List<JsonNode> items = answer.expect(200).items();
                    assertThat(items).hasSize(CUSTOMERS);
                    assertThat(items.stream()
                                    .map(item -> item.path("tier").asText())
                                    .distinct())
                            .hasSize(1);
                    wholeExports.incrementAndGet();
                }
            } catch (UncheckedIOException killed) {
                BrittleSuite.pause(POLL);
            }
        }
    }

    private void write(Api api, int writer) {
        Random own = new Random(100 + writer);
        for (int order = 0; !struck.get(); order++) {
            BrittleSuite.pause(Duration.ofMillis(own.nextInt(LONGEST_THOUGHT_MILLIS)));
            String customer = "C" + own.nextInt(BUYERS);
            api.put("/v1/orders/by-key/demo/W%d-%d".formatted(writer, order), """
                            {"customer":{"key":{"source":"demo","key":"%s"}},"orderedAt":"2026-06-29T20:00:00Z",
                             "lines":[{"product":{"source":"demo","key":"P"},"quantity":1,"unitPrice":{"amount":"1.00","currency":"CNY"}}]}""".formatted(customer))
                    .expect(201);
            orders.computeIfAbsent(customer, any -> new AtomicInteger()).incrementAndGet();
        }
    }

    private void requireEachChangeOnce(BrittleSuite suite, ChangeFollower follower) {
        Api scoring = suite.api(Service.SCORING);
        Map<String, String> tiers = awaitOrders(suite);
        while (follower.step()) {
            // to the end of the feed
        }
        ChangeFollower afterwards = new ChangeFollower(List.of(scoring), 50_000, 6);
        while (afterwards.step()) {
            // the same from the beginning
        }
        List<Change> all = afterwards.changes();
        assertThat(follower.changes()).isEqualTo(all);
        assertThat(all.stream().map(Change::id)).doesNotHaveDuplicates();

        Map<String, String> last = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Change change : all) {
            String whose = change.scheme() + " " + change.customer();
            assertThat(change.version()).as(change.toString()).isEqualTo(versions.merge(whose, 1, Integer::sum));
            assertThat(change.from()).as(change.toString()).isEqualTo(last.getOrDefault(whose, ""));
            last.put(whose, change.to());
        }
        assertThat(last).isEqualTo(tiers);
        Map<String, Long> byRun = all.stream()
                .filter(change -> runs.contains(change.run()))
                .collect(groupingBy(Change::run, Collectors.counting()));
        assertThat(byRun).hasSize(runs.size());
        assertThat(byRun.values()).containsOnly((long) CUSTOMERS);
        all.stream()
                .map(Change::customer)
                .distinct()
                .limit(HISTORIES)
                .forEach(customer -> requireHistory(scoring, customer, all));
        assertThat(wholeExports).hasPositiveValue();
        System.out.printf(
                "%d kills, %d runs, %,d changes, %d whole exports, %d pages refused or cut%n",
                KILLS, runs.size(), all.size(), wholeExports.get(), follower.failures());
    }

    /// The tiers by scheme and customer, once each customer's is that of its orders.
    private Map<String, String> awaitOrders(BrittleSuite suite) {
        Map<String, String> expected = new HashMap<>();
        for (JsonNode vector : Journey.follow(suite.api(Service.CUSTOMER), "/v1/metric-feed", "")) {
            String key = vector.at("/keys/0/key").asText();
            int count = 1 + (orders.containsKey(key) ? orders.get(key).get() : 0);
            assertThat(vector.at("/metrics/orders.lifetime").asInt()).as(key).isEqualTo(count);
            expected.put("orders " + vector.path("customerId").asText(), "n" + Math.min(count, MOST_ORDERS));
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        Map<String, String> byOrders = tiers(suite.api(Service.SCORING), TierSchemes.ORDERS);
        while (!byOrders.equals(expected) && System.nanoTime() < end) {
            BrittleSuite.pause(Duration.ofMillis(200));
            byOrders = tiers(suite.api(Service.SCORING), TierSchemes.ORDERS);
        }
        assertThat(byOrders).isEqualTo(expected);
        Map<String, String> both = new HashMap<>(byOrders);
        both.putAll(tiers(suite.api(Service.SCORING), TierSchemes.FLIP));
        return both;
    }

    private static Map<String, String> tiers(Api scoring, String scheme) {
        return Journey.export(scoring, scheme).stream()
                .collect(Collectors.toMap(
                        item -> scheme + " " + item.path("customerId").asText(),
                        item -> item.path("tier").asText()));
    }

    private static void requireHistory(Api scoring, String customer, List<Change> all) {
        for (String scheme : List.of(TierSchemes.ORDERS, TierSchemes.FLIP)) {
            List<String> published = all.stream()
                    .filter(change -> change.customer().equals(customer)
                            && change.scheme().equals(scheme))
                    .map(change -> change.version() + " " + change.to())
                    .toList();
            List<String> stored = new ArrayList<>();
            scoring.json("/v1/customers/%s/tiers/%s/history?limit=200".formatted(customer, scheme))
                    .path("items")
                    .forEach(entry -> stored.addFirst(entry.path("version").asInt() + " "
                            + entry.path("tier").asText()));
            assertThat(stored).isEqualTo(published);
        }
    }

    private static void load(Api customers) {
        String rows = IntStream.range(0, CUSTOMERS)
                .mapToObj("F%d,1,C%<d,2026-06-29T10:00:00,COMPLETED,web,P,1,1.00,0,CNY,\n"::formatted)
                .collect(Collectors.joining());
        customers.put("/v1/products/by-key/demo/P", "{}").expect(201);
        customers.succeeded(
                customers.upload(
                        "/v1/imports?type=orders&mapping=fenji-orders",
                        BodyPublishers.ofString(
                                "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,"
                                        + "discount,currency,returns_order_key\n" + rows)),
                LIMIT);
    }
}
