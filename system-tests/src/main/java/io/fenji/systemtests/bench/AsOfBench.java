package io.fenji.systemtests.bench;

import io.fenji.systemtests.suite.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// Tiers of the past, as they were known at other moments, one at a time and all of them.
final class AsOfBench implements Benchmark {
    private static final int VERSIONS = 20;

    @Override
    public String name() {
        return "as-of";
    }

    @Override
    public String summary() {
        return "tiers of the past as known then, over 20M rows of history: single reads against a bare JDK server, export against COPY";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int customers = options.sizeOr(options.quick() ? 50_000 : 1_000_000);
        int seconds = options.quick() ? 4 : 10;
        int runs = options.quick() ? 2 : 3;
        PastHistory history = new PastHistory(BenchScheme.key(0), customers, VERSIONS);
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Tiers of the past",
                ("`GET /v1/customers/{id}/tiers/{scheme}?asOf=…&knownAt=…` of random ones of %,d customers at random moments of 300 days as known at "
                                + "others, %,d rows of history (%d of each customer, written in the order of time, one in fifty a correction), %d connections "
                                + "kept open, %d s a run after a warm-up, load from the same machine. Latencies are those of requests at half of "
                                + "the service's peak rate, from when each was due. The bare server is `com.sun.net.httpserver` with one prepared statement "
                                + "that finds the same row. Export: `GET /v1/tier-exports` of one moment as known at another, against COPY of a "
                                + "`distinct on` over the same history.")
                        .formatted(customers, history.rows(), VERSIONS, LoadGenerator.CONNECTIONS, seconds));
        try (LoadedScoring scoring = LoadedScoring.start(new SyntheticBase(1_000, 42), 256)) {
            scoring.activate(BenchScheme.document(0));
            scoring.run(BenchScheme.key(0), true);
            try (Connection connection = scoring.connect()) {
                history.write(connection, say);
                measure(scoring, connection, history, seconds, runs, result, say);
            }
        }
        return result.build();
    }

    private static void measure(
            LoadedScoring scoring,
            Connection connection,
            PastHistory history,
            int seconds,
            int runs,
            BenchResult.Builder result,
            Say say)
            throws Exception {
        Instant now = Instant.now();
        // From when everyone has had a tier.
        Instant from = now.minus(280, ChronoUnit.DAYS);
        PastLoad load = new PastLoad(history.scheme(), history.customers(), from, now.minus(2, ChronoUnit.DAYS));
        int port = Services.freePort();
        URI service = scoring.api().base();
        URI bare = URI.create("http://127.0.0.1:" + port);
        try (ServiceProcess _ = plain(scoring.jdbcUrl(), port)) {
            load.peak(service, seconds);
            load.peak(bare, seconds);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                ours.add(load.peak(service, seconds));
                theirs.add(load.peak(bare, seconds));
                say.say("%,.0f and %,.0f requests/s".formatted(ours.getLast(), theirs.getLast()));
            }
            double half = ours.stream().mapToDouble(Double::doubleValue).max().orElseThrow() / 2;
            List<Double> medians = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            List<Double> bareTails = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                PastLoad.Latencies latencies = load.paced(service, seconds, half);
                medians.add(latencies.millis(0.5));
                tails.add(latencies.millis(0.99));
                bareTails.add(load.paced(bare, seconds, half).millis(0.99));
                say.say("at %,.0f requests/s: median %.1f ms, p99 %.1f ms; bare server p99 %.1f ms"
                        .formatted(half, medians.getLast(), tails.getLast(), bareTails.getLast()));
            }
            Quantity reads = result.quantity("scoring-service", "requests/s", ours);
            Quantity reference = result.quantity("bare JDK server", "requests/s", theirs);
            result.quantity("scoring-service: median at half of its peak", "ms", medians);
            result.quantity("scoring-service: p99 at half of its peak", "ms", tails);
            result.quantity("bare JDK server: p99 at that rate", "ms", bareTails);
            result.ratio("service ÷ bare server", reads, reference, "1 would be as fast as bare code");
        }
        export(service, connection, history, now.minus(100, ChronoUnit.DAYS), runs, result, say);
        result.quantity(
                "scoring-service memory", "MiB", List.of(scoring.service().residentMib()));
    }

    private static void export(
            URI service,
            Connection connection,
            PastHistory history,
            Instant asOf,
            int runs,
            BenchResult.Builder result,
            Say say)
            throws SQLException, IOException, InterruptedException {
        List<Double> exports = new ArrayList<>();
        List<Double> copies = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            exports.add(history.customers() / exported(service, history, asOf));
            copies.add(history.customers() / copied(connection, history, asOf));
            say.say("export %,.0f, COPY %,.0f customers/s".formatted(exports.getLast(), copies.getLast()));
        }
        Quantity ours = result.quantity("export of a past moment", "customers/s", exports);
        Quantity theirs = result.quantity("COPY … TO STDOUT", "customers/s", copies);
        result.ratio("export ÷ COPY", ours, theirs, "1 would be as fast as COPY");
    }

    private static double exported(URI service, PastHistory history, Instant asOf)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/tier-exports?scheme=%s&asOf=%s&knownAt=%s"
                        .formatted(history.scheme(), asOf, asOf.plus(30, ChronoUnit.DAYS))))
                .timeout(Duration.ofMinutes(9))
                .build();
        long lines = 0;
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream in = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != history.customers() + 1L) {
            throw new IllegalStateException("%d lines for %d customers".formatted(lines, history.customers()));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double copied(Connection connection, PastHistory history, Instant asOf)
            throws SQLException, IOException {
        long begin = System.nanoTime();
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        """
                copy (
                  select distinct on (customer_id) customer_id, scheme, tier, score, valid_from, business_date, data_as_of, scheme_version,
                    calibration_id, run_id
                  from tier_history
                  where scheme = '%1$s' and valid_from <= '%2$s' and (valid_until is null or valid_until > '%2$s')
                    and sequence <= (select max(last_sequence) from tier_recordings where recorded_at <= '%3$s')
                  order by customer_id, version desc) to stdout""".formatted(history.scheme(), asOf, asOf.plus(30, ChronoUnit.DAYS)),
                        OutputStream.nullOutputStream());
        if (rows != history.customers()) {
            throw new IllegalStateException("%d rows for %d customers".formatted(rows, history.customers()));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static ServiceProcess plain(String jdbcUrl, int port) {
        List<String> command = List.of(
                Services.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                jdbcUrl,
                Integer.toString(port));
        Path log = Project.root().resolve("system-tests/target/bench/logs/plain.log");
        return ServiceProcess.start(command, Map.of(), URI.create("http://127.0.0.1:" + port + "/ready"), log);
    }
}
