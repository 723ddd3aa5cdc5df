package io.fenji.systemtests.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Single orders by POST, with validation, cleaning, idempotent keys and the metrics of their customer, against the
/// bare INSERT of the same rows through a pool as large as the service's.
final class OrderBench implements Benchmark {
    private static final int CONNECTIONS = 32;
    /// As many database connections as customer-service's pool has.
    private static final int POOL = 24;
    private static final int WARM_UP_SECONDS = 15;
    private static final int MOST_WARM_UPS = 12;
    private static final int RATE = 500;
    private static final int HEAP_MIB = 384;

    private static final String BARE = """
            with o as (
              insert into orders (customer_id, id, source, key, ordered_at, status, channel, currency, purchase, gross, returned,
                discount, categories, content_hash)
              select k.customer_id, uuidv7(), 'bare', ?, timestamptz '2026-06-29 08:00+08', 'COMPLETED', 'web', 'CNY', true, 59.8, 0,
                     0, '{Category}', 0
              from customer_keys k where k.source = 'bench' and k.key = ?
              returning customer_id, id, key
            ), k as (
              insert into order_keys (source, key, customer_id, order_id) select 'bare', key, customer_id, id from o)
            insert into order_lines (customer_id, order_id, line_no, product_id, quantity, unit_price, discount, amount)
            select o.customer_id, o.id, 1, p.id, 2, 29.9, 0, 59.8
            from o join products p on p.source = 'bench' and p.key = ?""";

    @Override
    public String name() {
        return "single-order";
    }

    @Override
    public String summary() {
        return "POST of single orders, orders/s and times of answers, against the bare INSERT of the same rows";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 2_000 : 20_000);
        int seconds = options.quick() ? 5 : 15;
        try (BenchDatabase database = BenchDatabase.start()) {
            String url = database.ensure("customer");
            Services.Started service =
                    Services.start("customer-service", url, URI.create("http://127.0.0.1:1"), HEAP_MIB);
            try (ServiceProcess process = service.process()) {
                try (Connection connection = database.connect("customer")) {
                    load(connection, size);
                }
                String run = UUID.randomUUID().toString();
                OrderLoad load = new OrderLoad(service.address(), n -> order(run, n, size));
                AtomicLong bare = new AtomicLong();
                warmUp(load, say);
                bare(database, bare, size, 2);
                List<Double> posts = new ArrayList<>();
                List<Double> inserts = new ArrayList<>();
                List<Double> p50 = new ArrayList<>();
                List<Double> p99 = new ArrayList<>();
                for (int i = 0; i < options.runs(); i++) {
                    posts.add(load.rate(CONNECTIONS, seconds));
                    inserts.add(bare(database, bare, size, seconds));
                    List<Double> millis = load.latencies(CONNECTIONS, RATE, seconds);
                    p50.add(millis.get(millis.size() / 2));
                    p99.add(millis.get(millis.size() * 99 / 100));
                    say.say("POST %,.0f/s, INSERT %,.0f/s; at %d/s half within %.1f ms, 99 %% within %.1f ms"
                            .formatted(posts.getLast(), inserts.getLast(), RATE, p50.getLast(), p99.getLast()));
                }
                BenchResult.Builder result = BenchResult.of(
                        name(),
                        "Single orders",
                        ("`POST /v1/orders` of orders with one line for random ones of %,d customers with 10 orders each, %d connections, %d s a run "
                                        + "once the rate no longer rises: checks, cleaning, the order, its key and line, and its customer's metrics in one transaction. The bare "
                                        + "INSERT writes the same three rows with one prepared statement, by as many callers through a pool of as many database connections as the service has (%d). Times at %d/s count from when "
                                        + "a request was due. Load and PostgreSQL run on the same machine.")
                                .formatted(size, CONNECTIONS, seconds, POOL, RATE));
                Quantity ours = result.quantity("POST", "orders/s", posts);
                Quantity theirs = result.quantity("bare INSERT", "orders/s", inserts);
                result.quantity("median of answers at %d/s".formatted(RATE), "ms", p50);
                result.quantity("99th percentile of answers at %d/s".formatted(RATE), "ms", p99);
                result.quantity("customer-service memory", "MiB", List.of(process.residentMib()));
                result.ratio("POST ÷ bare INSERT", ours, theirs, "1 would be as many as without checks and metrics");
                return result.check("every POST was answered by 201").build();
            }
        }
    }

    private static void load(Connection connection, int size) throws SQLException {
        BenchSql.execute(connection, """
            insert into customers (id, kind) select uuidv7(), 'PERSON' from generate_series(1, %1$d);
            insert into customer_keys (source, key, customer_id)
              select 'bench', 'C' || row_number() over (order by id), id from customers;
            insert into products (id, source, key, name, category)
              select uuidv7(), 'bench', 'P' || n, 'Product ' || n, 'Category ' || n %% 10 from generate_series(1, 100) n;
            insert into orders (customer_id, id, source, key, ordered_at, status, currency, purchase, gross, returned,
                discount, content_hash)
              select c.id, uuidv7(), 'before', c.id || '-' || n, timestamptz '2026-06-30 12:00+08' - n * n * interval '7 days',
                     'COMPLETED', 'CNY', true, 10 * n, 0, 0, 0
              from customers c cross join generate_series(1, 10) n""".formatted(size), "vacuum analyze");
    }

    /// Until the JVM has compiled what a request runs through: on few cores that takes minutes. A single slow round,
    /// when the disk or the machine was busy, does not end it.
    private static void warmUp(OrderLoad load, Say say) throws InterruptedException {
        double best = 0;
        int without = 0;
        for (int i = 0; i < MOST_WARM_UPS && without < 2; i++) {
            double now = load.rate(CONNECTIONS, WARM_UP_SECONDS);
            say.say("warming up: %,.0f/s".formatted(now));
            without = now > best * 1.05 ? 0 : without + 1;
            best = Math.max(best, now);
        }
    }

    private static String order(String run, long n, int size) {
        return """
                {"key": {"source": "bench", "key": "%s-%d"}, "customer": {"key": {"source": "bench", "key": "C%d"}},
                 "orderedAt": "2026-06-29T00:00:00Z", "channel": "web",
                 "lines": [{"product": {"source": "bench", "key": "P%d"}, "quantity": 2,
                            "unitPrice": {"amount": "29.90", "currency": "CNY"}}]}""".formatted(run, n, customer(n, size), 1 + n % 100);
    }

    /// Any customer, not the same for neighbouring requests.
    private static long customer(long n, int size) {
        return 1 + (n * 7_919) % size;
    }

    /// As many callers as there are of the service, through a pool like its own.
    private static double bare(BenchDatabase database, AtomicLong next, int size, int seconds)
            throws InterruptedException, SQLException {
        BlockingQueue<PreparedStatement> pool = new ArrayBlockingQueue<>(POOL);
        for (int i = 0; i < POOL; i++) {
            pool.add(database.connect("customer").prepareStatement(BARE));
        }
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long inserted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Long>> loops = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                loops.add(threads.submit(() -> inserts(pool, next, size, end)));
            }
            for (Future<Long> loop : loops) {
                inserted += loop.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare INSERT failed", e.getCause());
        }
        double rate = inserted / ((System.nanoTime() - begin) / 1e9);
        for (PreparedStatement statement : pool) {
            statement.getConnection().close();
        }
        return rate;
    }

    private static long inserts(BlockingQueue<PreparedStatement> pool, AtomicLong next, int size, long end)
            throws SQLException, InterruptedException {
        long inserted = 0;
        while (System.nanoTime() < end) {
            long n = next.getAndIncrement();
            PreparedStatement statement = pool.take();
            try {
                statement.setString(1, "bare-" + n);
                statement.setString(2, "C" + customer(n, size));
                statement.setString(3, "P" + (1 + n % 100));
                inserted += statement.executeUpdate();
            } finally {
                pool.add(statement);
            }
        }
        return inserted;
    }
}
