package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The metrics of a whole base and the change of day, against a hand-written statement that computes the
/// order metrics of the same orders from the same index.
final class MetricRefreshBench implements Benchmark {
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final int HEAP_MIB = 384;
    private static final int ORDERS_EACH = 20;
    /// Batches of orders before those that are measured: a service that has just begun compiles first.
    private static final int WARMING = 4;

    private static final int MEASURED = 5;
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private static final String CUSTOMERS = """
            insert into customers (id, kind, registered_on)
            select uuidv7(), 'PERSON', date '2020-01-01' + (n % 2000)::int from generate_series(1, ?::bigint) n""";

    private static final String ORDERS = """
            insert into orders (customer_id, id, source, key, ordered_at, status, currency, purchase, gross, returned,
              discount, cost, content_hash)
            select c.id, uuidv7(), 'bench', c.id || '-' || n,
                   timestamptz '2026-06-30 12:00+08' - (n * n * 7 + hashtext(c.id::text) %% 40) * interval '1 day'
                     + (n || ' minutes')::interval,
                   'COMPLETED', 'CNY', true, (abs(hashtext(c.id::text || n)) %% 100000) / 100.0, 0, 0,
                   (abs(hashtext(c.id::text || n)) %% 60000) / 100.0, 0
            from customers c cross join generate_series(1, %d) n
            order by c.id""".formatted(ORDERS_EACH);

    @Override
    public String name() {
        return "metric-refresh";
    }

    @Override
    public String summary() {
        return "metrics of the whole base and the change of day, against one hand-written SQL statement";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 10_000 : 100_000);
        try (BenchDatabase database = BenchDatabase.start()) {
            String url = database.ensure("customer");
            Services.Started service =
                    Services.start("customer-service", url, URI.create("http://127.0.0.1:1"), HEAP_MIB);
            try (ServiceProcess process = service.process();
                    Connection connection = database.connect("customer")) {
                say.say("loading %,d customers with %d orders each".formatted(size, ORDERS_EACH));
                load(connection, size);
                Api api = new Api(service.address());
                List<Double> first = new ArrayList<>();
                List<Double> again = new ArrayList<>();
                List<Double> days = new ArrayList<>();
                List<Double> plain = new ArrayList<>();
                List<Double> batches = new ArrayList<>();
                List<Double> seen = new ArrayList<>();
                long due = 0;
                for (int i = 0; i < options.runs(); i++) {
                    BenchSql.execute(connection, "truncate customer_metrics");
                    first.add(seconds(refresh(api, DAY)));
                    BenchSql.execute(connection, "vacuum analyze customer_metrics");
                    again.add(seconds(refresh(api, DAY)));
                    JsonNode changed = changeOfDay(connection, api, DAY.plusDays(1));
                    days.add(seconds(changed));
                    due = changed.at("/result/customers").asLong();
                    plain.add(plain(connection, DAY.plusDays(1)));
                    requireEqual(connection);
                    for (int batch = 0; batch < WARMING + MEASURED; batch++) {
                        Followed followed = thousandOrders(api, connection, i * (WARMING + MEASURED) + batch);
                        if (batch >= WARMING) {
                            batches.add(followed.batch());
                            seen.add(followed.seen());
                        }
                    }
                    say.say("refresh %.1f s, again %.1f s, change of day %.1f s for %,d customers, plain SQL %.1f s"
                            .formatted(first.getLast(), again.getLast(), days.getLast(), due, plain.getLast()));
                }
                BenchResult.Builder result = BenchResult.of(
                        name(),
                        "Metric refresh",
                        ("`POST /v1/metric-refreshes` over %,d customers with %d orders each, from the operation's start to its end: all vectors are computed and "
                                        + "written; again: computed and found equal. The change of day computes those with a fact at the edge of a window (%,d). The SQL "
                                        + "reads the same covering index, with parallel workers where PostgreSQL takes them: the 30 order metrics of a window, date of "
                                        + "the last purchase, gap, return rate and discount share in one pass, the four metrics of purchase days in another, into a new "
                                        + "table with its primary key. It leaves out the other 44 metrics, the comparison with what is stored, the next date of change and the numbers on the feed.")
                                .formatted(size, ORDERS_EACH, due));
                Quantity whole = result.quantity("whole base", "s", first);
                Quantity same = result.quantity("whole base again, nothing changed", "s", again);
                Quantity day = result.quantity("change of day", "s", days);
                result.quantity(
                        "1,000 orders of 1,000 customers in one batch, metrics included (after four such batches)",
                        "ms",
                        batches);
                result.quantity("from the answer until all 1,000 vectors have come on the feed", "ms", seen);
                Quantity statement = result.quantity("SQL statement", "s", plain);
                result.quantity("customer-service memory", "MiB", List.of(process.residentMib()));
                result.ratio("whole base ÷ SQL", whole, statement, "1 would be as fast as the plain statement");
                result.ratio("nothing changed ÷ SQL", same, statement, "1 would be as fast as the plain statement");
                result.ratio("change of day ÷ whole base", day, same, "the less the better");
                return result.check("all %d order metrics are those of the SQL statement".formatted(PlainMetrics.COUNT))
                        .build();
            }
        }
    }

    private record Followed(double batch, double seen) {}

    /// One order more for each of 1,000 customers all over the base.
    private static Followed thousandOrders(Api api, Connection connection, int run) throws SQLException {
        List<String> customers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id from customers order by hashtext(id::text) limit 1000")) {
            while (rows.next()) {
                customers.add(rows.getString(1));
            }
        }
        api.put("/v1/products/by-key/bench/P1", "{}");
        String cursor = end(api, "");
        String items = customers.stream()
                .map(id -> """
                        {"key": {"source": "bench", "key": "%1$s-run%2$d"}, "customer": {"id": "%1$s"}, "orderedAt": "2026-06-29T08:00:00Z",
                         "lines": [{"product": {"source": "bench", "key": "P1"}, "quantity": 1,
                                    "unitPrice": {"amount": "10", "currency": "CNY"}}]}""".formatted(id, run))
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
        long begin = System.nanoTime();
        api.post("/v1/orders:batch", items).expect(200);
        long answered = System.nanoTime();
        long lines = 0;
        while (lines < customers.size()) {
            Answer page = api.get("/v1/metric-feed?wait=1&limit=10000&after=" + cursor)
                    .expect(200);
            lines += page.items().size();
            cursor = page.trailer().path("next").asText();
        }
        return new Followed((answered - begin) / 1e6, (System.nanoTime() - answered) / 1e6);
    }

    /// The cursor after everything that is on the feed.
    private static String end(Api api, String from) {
        JsonNode trailer;
        String after = from;
        do {
            trailer = api.get("/v1/metric-feed?wait=0&limit=10000" + after)
                    .expect(200)
                    .trailer();
            after = "&after=" + trailer.path("next").asText();
        } while (trailer.path("more").asBoolean());
        return trailer.path("next").asText();
    }

    private static void load(Connection connection, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CUSTOMERS)) {
            statement.setLong(1, size);
            statement.executeUpdate();
        }
        // Keys and index are made at the end, as the first import makes them.
        BenchSql.execute(
                connection,
                """
                create temporary table dropped as
                select format('alter table orders add constraint %I %s', conname, pg_get_constraintdef(oid)) as again
                from pg_constraint where conrelid = 'orders'::regclass and contype in ('p', 'f')
                union all select pg_get_indexdef('orders_metrics_idx'::regclass)""",
                "alter table orders drop constraint orders_pk, drop constraint orders_customer_fk",
                "drop index orders_metrics_idx",
                ORDERS,
                "do $$ declare statement text; begin for statement in select again from dropped loop execute statement; end loop; end $$",
                "vacuum analyze customers",
                "vacuum analyze orders");
    }

    private static JsonNode refresh(Api api, LocalDate day) {
        return api.succeeded(api.post("/v1/metric-refreshes", "{\"businessDate\": \"%s\"}".formatted(day)), LIMIT);
    }

    /// As the service does it itself when the day changes.
    private static JsonNode changeOfDay(Connection connection, Api api, LocalDate day) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet operation = statement.executeQuery("""
                        insert into operations (id, kind, request)
                        values (uuidv7(), 'metric-refresh', '{"businessDate": "%s", "changeOfDay": true}')
                        returning id""".formatted(day))) {
            operation.next();
            JsonNode finished = api.finished(URI.create("/v1/operations/" + operation.getString(1)), LIMIT);
            if (!finished.path("state").asText().equals("SUCCEEDED")) {
                throw new IllegalStateException("The change of day ended so: " + finished);
            }
            return finished;
        }
    }

    private static double seconds(JsonNode operation) {
        return Duration.between(
                                Instant.parse(operation.path("startedAt").asText()),
                                Instant.parse(operation.path("finishedAt").asText()))
                        .toMillis()
                / 1000.0;
    }

    private static double plain(Connection connection, LocalDate day) throws SQLException {
        BenchSql.execute(connection, "drop table if exists plain_metrics", "set work_mem = '128MB'");
        long start = System.nanoTime();
        BenchSql.execute(connection, PlainMetrics.sql(day), "alter table plain_metrics add primary key (customer_id)");
        return (System.nanoTime() - start) / 1e9;
    }

    private static void requireEqual(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet different = statement.executeQuery(PlainMetrics.DIFFERENT)) {
            different.next();
            if (different.getLong(1) > 0) {
                throw new IllegalStateException(
                        "%d customers have other metrics than plain SQL says".formatted(different.getLong(1)));
            }
        }
    }
}
