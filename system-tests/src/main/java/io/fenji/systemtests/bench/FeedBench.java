package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.client.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/// The metric feed from its beginning, against a COPY of the same data out of the same tables.
final class FeedBench implements Benchmark {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int HEAP_MIB = 256;
    private static final int PAGE = 10_000;

    private static final String COPY = """
            copy (
              select m.customer_id, m.vector, m.own, m.business_date, m.computed_at, m.feed_no, k.source, k.key, c.kind, c.country, c.province,
                     c.city, c.industry, c.size, c.channel, c.registered_on, c.account_manager, c.risk_appetite, c.custom
              from customer_metrics m join customers c on c.id = m.customer_id
              left join customer_keys k on k.customer_id = c.id
              order by m.feed_no) to stdout""";

    private record Page(long items, String next, boolean more) {}

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public String summary() {
        return "the metric feed from its beginning, customers/s, against COPY of the same data to stdout";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 20_000 : 200_000);
        try (BenchDatabase database = BenchDatabase.start()) {
            String url = database.ensure("customer");
            Services.Started service =
                    Services.start("customer-service", url, URI.create("http://127.0.0.1:1"), HEAP_MIB);
            try (ServiceProcess process = service.process();
                    Connection connection = database.connect("customer");
                    HttpClient client = HttpClient.newHttpClient()) {
                say.say("loading %,d customers".formatted(size));
                load(connection, size);
                Api api = new Api(service.address());
                api.succeeded(api.post("/v1/metric-refreshes", "{}"), LIMIT);
                BenchSql.execute(connection, "vacuum analyze customer_metrics");
                snapshot(client, service.address(), size);
                List<Double> feed = new ArrayList<>();
                List<Double> copy = new ArrayList<>();
                for (int i = 0; i < options.runs(); i++) {
                    feed.add(size / snapshot(client, service.address(), size));
                    copy.add(size / copy(connection, size));
                    say.say("%,.0f and %,.0f customers/s".formatted(feed.getLast(), copy.getLast()));
                }
                BenchResult.Builder result = BenchResult.of(
                        name(),
                        "Metric feed",
                        ("`GET /v1/metric-feed` from the beginning to the end, pages of %,d, of %,d customers with the catalogue's metrics, attributes and "
                                        + "keys, as NDJSON, read and thrown away. COPY: vectors, attributes and keys of the same customers in the same order to "
                                        + "stdout as text.")
                                .formatted(PAGE, size));
                Quantity ours = result.quantity("metric feed", "customers/s", feed);
                Quantity theirs = result.quantity("COPY … TO STDOUT", "customers/s", copy);
                result.quantity("customer-service memory", "MiB", List.of(process.residentMib()));
                result.ratio("feed ÷ COPY", ours, theirs, "1 would be as fast as COPY");
                return result.check("every customer came once in every run").build();
            }
        }
    }

    private static double snapshot(HttpClient client, URI service, int size) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long items = 0;
        Page page = page(client, service, "");
        for (items += page.items(); page.more(); items += page.items()) {
            page = page(client, service, "&after=" + page.next());
        }
        if (items != size) {
            throw new IllegalStateException("%d items for %d customers".formatted(items, size));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Page page(HttpClient client, URI service, String after) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/v1/metric-feed?wait=0&limit=%d%s".formatted(PAGE, after)))
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        long lines = 0;
        byte[] last = new byte[0];
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = answer.body()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
                last = tail(last, buffer, read);
            }
        }
        String text = new String(last, StandardCharsets.UTF_8).strip();
        JsonNode end = Json.read(text.substring(text.lastIndexOf('\n') + 1));
        return new Page(lines - 1, end.path("next").asText(), end.path("more").asBoolean());
    }

    /// The last bytes of what has come: the line that ends a page is short.
    private static byte[] tail(byte[] before, byte[] buffer, int read) {
        byte[] joined = Arrays.copyOf(before, before.length + read);
        System.arraycopy(buffer, 0, joined, before.length, read);
        return Arrays.copyOfRange(joined, Math.max(0, joined.length - 4_096), joined.length);
    }

    private static double copy(Connection connection, int size) throws SQLException, IOException {
        long begin = System.nanoTime();
        long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, OutputStream.nullOutputStream());
        if (rows != size) {
            throw new IllegalStateException("%d rows for %d customers".formatted(rows, size));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void load(Connection connection, int size) throws SQLException {
        BenchSql.execute(connection, """
            insert into customers (id, kind, name, country, province, city, industry, channel, registered_on)
              select uuidv7(), 'PERSON', 'Customer ' || n, 'CN', '浙江', '杭州', 'retail', 'web', date '2020-01-01' + (n %% 2000)::int
              from generate_series(1, %1$d) n;
            insert into customer_keys (source, key, customer_id)
              select 'bench', 'C' || row_number() over (order by id), id from customers;
            insert into orders (customer_id, id, source, key, ordered_at, status, currency, purchase, gross, returned, discount,
                cost, content_hash)
              select c.id, uuidv7(), 'bench', c.id || '-' || n,
                     timestamptz '2026-06-30 12:00+08' - (n * n * 13 + hashtext(c.id::text) %% 40) * interval '1 day',
                     'COMPLETED', 'CNY', true, (abs(hashtext(c.id::text || n)) %% 100000) / 100.0, 0, 0, 1, 0
              from customers c cross join generate_series(1, 5) n""".formatted(size), "vacuum analyze customers, customer_keys, orders");
    }
}
