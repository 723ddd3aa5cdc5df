package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.client.Json;
import io.fenji.systemtests.suite.Journey;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// From an order that customer-service has accepted to the new tier that scoring-service answers. Each order is of
/// another customer, whom it takes over a threshold.
final class TierLatencyBench implements Benchmark {
    private static final int CONNECTIONS = 32;
    private static final int RATE = 200;
    private static final int HEAP_MIB = 384;

    private static final String SCHEME = """
            {"key":"second-order","name":{"en":"Second order"},"cut":{"type":"rules","otherwise":"one"},
             "tiers":[{"key":"more","name":{"en":"More"}},{"key":"one","name":{"en":"One"}}],
             "rules":[{"key":"second","when":{"metric":"orders.lifetime","atLeast":2},"assign":"more"}]}""";

    @Override
    public String name() {
        return "tier-latency";
    }

    @Override
    public String summary() {
        return "from an accepted order to the new tier in scoring-service, at 200 orders/s with 1M customers";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int warmUp = options.quick() ? 10 : 30;
        int seconds = options.quick() ? 10 : 30;
        int size = Math.max(options.sizeOr(options.quick() ? 20_000 : 1_000_000), RATE * (warmUp + seconds));
        try (BenchDatabase database = BenchDatabase.start()) {
            Services.Started intake = Services.start(
                    "customer-service", database.ensure("customer"), URI.create("http://127.0.0.1:1"), HEAP_MIB);
            try (ServiceProcess _ = intake.process()) {
                say.say("%,d customers with an order each".formatted(size));
                try (Connection connection = database.connect("customer")) {
                    load(connection, size);
                }
                Services.Started grading =
                        Services.start("scoring-service", database.ensure("scoring"), intake.address(), HEAP_MIB);
                try (ServiceProcess _ = grading.process()) {
                    return measure(new Both(intake, grading), size, warmUp, seconds, say)
                            .build();
                }
            }
        }
    }

    private record Both(Services.Started customers, Services.Started scoring) {}

    private static BenchResult.Builder measure(Both services, int size, int warmUp, int seconds, Say say)
            throws Exception {
        Api scoring = new Api(services.scoring().address());
        Journey journey = new Journey(new Api(services.customers().address()), scoring, scoring);
        journey.refreshMetrics(LocalDate.parse(StubCustomerService.BUSINESS_DATE));
        journey.activate(Json.read(SCHEME));
        JsonNode run = journey.run("second-order", false);
        say.say("followed and tiered: " + run.path("counts"));
        if (run.at("/counts/tiered").asInt() != size) {
            throw new IllegalStateException("not everyone has a tier: " + run);
        }
        TierArrivals arrivals = new TierArrivals(
                scoring, "second-order", "more", TierLatencyBench::customerId, RATE * (warmUp + seconds));
        OrderLoad load = new OrderLoad(services.customers().address(), TierLatencyBench::order, arrivals::accepted);
        List<Double> posts = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> watching = threads.submit((Callable<Void>) () -> {
                arrivals.watch();
                return null;
            });
            load.latencies(CONNECTIONS, RATE, warmUp);
            posts.addAll(load.latencies(CONNECTIONS, RATE, seconds));
            watching.get();
        }
        List<Double> millis = arrivals.millis(RATE * warmUp);
        double median = millis.get(millis.size() / 2);
        double tail = millis.get(millis.size() * 99 / 100);
        say.say("half within %.0f ms, 99 %% within %.0f ms, all within %.0f ms"
                .formatted(median, tail, millis.getLast()));
        BenchResult.Builder result = BenchResult.of(
                "tier-latency",
                "From order to tier",
                ("`POST /v1/orders` at %d/s for %d s after %d s of warm-up, %,d customers with an order each in the base; each order is the second of another customer, whom it takes "
                                + "from the tier `one` to `more`. A time runs from the 201 of customer-service to the answer of scoring-service's `POST /v1/tiers:lookup` that first has the "
                                + "new tier; one client asks for all that are awaited, up to 1,000 at a time, without a pause but %d ms. PostgreSQL, both services and the load share this machine.")
                        .formatted(RATE, seconds, warmUp, size, TierArrivals.PAUSE.toMillis()));
        result.quantity("median", "ms", List.of(median));
        result.quantity("99th percentile", "ms", List.of(tail));
        result.quantity("longest", "ms", List.of(millis.getLast()));
        result.quantity("pause between two looks, median", "ms", List.of(arrivals.medianLookMillis()));
        result.quantity("POST, 99th percentile", "ms", List.of(posts.get(posts.size() * 99 / 100)));
        result.quantity(
                "customer-service memory",
                "MiB",
                List.of(services.customers().process().residentMib()));
        result.quantity(
                "scoring-service memory",
                "MiB",
                List.of(services.scoring().process().residentMib()));
        return result.check("each of %,d orders moved its customer".formatted(millis.size()));
    }

    private static void load(Connection connection, int size) throws SQLException {
        BenchSql.execute(connection, """
            insert into customers (id, kind)
              select ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'PERSON' from generate_series(0, %1$d - 1) n;
            insert into customer_keys (source, key, customer_id)
              select 'bench', 'C' || n, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
              from generate_series(0, %1$d - 1) n;
            insert into products (id, source, key, name, category)
              values (uuidv7(), 'bench', 'P', 'Product', 'Category');
            insert into orders (customer_id, id, source, key, ordered_at, status, currency, purchase, gross, returned,
                discount, content_hash)
              select c.id, uuidv7(), 'before', c.id::text, timestamptz '2026-06-01 12:00+08', 'COMPLETED', 'CNY', true, 10, 0, 0, 0
              from customers c""".formatted(size), "vacuum analyze");
    }

    private static String customerId(long n) {
        return "01970000-0000-7000-8000-%012x".formatted(n);
    }

    private static String order(long n) {
        return """
                {"key": {"source": "bench", "key": "second-%d"}, "customer": {"key": {"source": "bench", "key": "C%<d"}},
                 "orderedAt": "2026-06-29T20:00:00Z", "channel": "web",
                 "lines": [{"product": {"source": "bench", "key": "P"}, "quantity": 1,
                            "unitPrice": {"amount": "29.90", "currency": "CNY"}}]}""".formatted(n);
    }
}
