package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.postgresql.PGConnection;

/// Exports of everyone's tiers as NDJSON and CSV, against COPY of the same rows, and what they cost in memory.
final class TierExportBench implements Benchmark {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final Duration LIMIT = Duration.ofMinutes(9);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String SAME = """
            select t.customer_id, t.scheme, f.scheme_version, t.tier, t.outside, t.score, t.since,
              greatest(m.applied_at, f.computed_at, t.since), greatest(m.data_as_of, f.data_as_of), m.business_date,
              f.calibration_id, t.run_id
            from tiers t
            join schemes_in_force f on f.scheme = t.scheme
            join customer_metrics m on m.customer_id = t.customer_id
            where t.tier is not null and t.scheme = '""";
    private static final String BARE =
            "select customer_id, scheme, tier, score, since, run_id from tiers where tier is not null and scheme = '";

    @Override
    public String name() {
        return "tier-export";
    }

    @Override
    public String summary() {
        return "NDJSON and CSV export of 1M tiers, rows/s and memory, against COPY of the same rows";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 100_000 : 1_000_000);
        int heap = size > 200_000 ? 320 : 256;
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Export of tiers",
                ("`GET /v1/tier-exports` of everyone in a tier of a scheme, of %,d customers, over HTTP on the same machine, read to its trailer. COPY … TO STDOUT sends "
                                + "the columns that an exported row has, as text, with the same joins; for comparison also those that stand in the table of tiers, without joins. They take "
                                + "turns; the first round warms up. Memory is the resident set of scoring-service (heap of %d MiB), looked at every %d ms.")
                        .formatted(size, heap, LOOK.toMillis()));
        say.say("following %,d customers (heap %d MiB)".formatted(size, heap));
        String scheme = RunScheme.key(0);
        try (LoadedScoring scoring = LoadedScoring.start(new SyntheticBase(size, 42), heap);
                Connection connection = scoring.connect();
                HttpClient http = HttpClient.newHttpClient()) {
            scoring.activate(RunScheme.document(0));
            JsonNode run = scoring.run(scheme, true);
            long tiered = run.at("/counts/tiered").asLong();
            URI export = scoring.api().base().resolve("/v1/tier-exports?scheme=" + scheme);
            List<Double> ndjson = new ArrayList<>();
            List<Double> csv = new ArrayList<>();
            List<Double> same = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            List<Double> before = new ArrayList<>();
            List<Double> peak = new ArrayList<>();
            List<Double> after = new ArrayList<>();
            for (int i = 0; i <= options.runs(); i++) {
                double resting = scoring.service().residentMib();
                try (Watch watch = new Watch(scoring.service())) {
                    double asNdjson = tiered / read(http, export, NDJSON, tiered + 1);
                    double asCsv = tiered / read(http, export, CSV, tiered + 2);
                    if (i > 0) {
                        ndjson.add(asNdjson);
                        csv.add(asCsv);
                        before.add(resting);
                        peak.add(watch.highest());
                        after.add(scoring.service().residentMib());
                    }
                    double asCopy = tiered / copy(connection, SAME + scheme + "'", tiered);
                    double asBareCopy = tiered / copy(connection, BARE + scheme + "'", tiered);
                    if (i > 0) {
                        same.add(asCopy);
                        bare.add(asBareCopy);
                    }
                    say.say("NDJSON %,.0f, CSV %,.0f, COPY %,.0f and %,.0f rows/s"
                            .formatted(asNdjson, asCsv, asCopy, asBareCopy));
                }
            }
            Quantity lines = result.quantity("NDJSON", "rows/s", ndjson);
            Quantity cells = result.quantity("CSV", "rows/s", csv);
            Quantity copy = result.quantity("COPY of the same rows", "rows/s", same);
            result.quantity("COPY of the table's columns only", "rows/s", bare);
            Quantity resting = result.quantity("memory before an export", "MiB", before);
            Quantity highest = result.quantity("highest memory during exports", "MiB", peak);
            result.quantity("memory after an export", "MiB", after);
            result.ratio("NDJSON ÷ COPY", lines, copy, "1 would be as fast as COPY");
            result.ratio("CSV ÷ COPY", cells, copy, "1 would be as fast as COPY");
            result.ratio("highest memory ÷ before", highest, resting, "1 is flat");
            result.check("every export had %,d rows and its trailer, as COPY had".formatted(tiered));
        }
        return result.build();
    }

    /// Reads the export and gives the seconds to its end.
    private static double read(HttpClient http, URI export, String type, long expected)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(export)
                .header("Accept", type)
                .timeout(LIMIT)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        long lines = 0;
        try (InputStream in = response.body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (response.statusCode() != 200 || lines != expected) {
            throw new IllegalStateException(
                    "%s: status %d, %d lines, not %d".formatted(type, response.statusCode(), lines, expected));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double copy(Connection connection, String query, long expected) throws SQLException, IOException {
        long begin = System.nanoTime();
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout", OutputStream.nullOutputStream());
        if (rows != expected) {
            throw new IllegalStateException("COPY had %d rows, not %d".formatted(rows, expected));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /// Looks at a process's memory while it is open.
    private static final class Watch implements AutoCloseable {
        private final DoubleAccumulator highest = new DoubleAccumulator(Math::max, 0);
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final Thread thread;

        Watch(ServiceProcess service) {
            thread = Thread.ofPlatform().daemon().name("memory").start(() -> {
                while (open.get()) {
                    highest.accumulate(service.residentMib());
                    try {
                        Thread.sleep(LOOK);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }

        double highest() {
            return highest.get();
        }

        @Override
        public void close() {
            open.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
