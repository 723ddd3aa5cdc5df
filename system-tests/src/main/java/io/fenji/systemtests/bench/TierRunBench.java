package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.CopyIn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A full tier run against one hand-written SQL statement that scores the same scheme on the same server.
final class TierRunBench implements Benchmark {
    @Override
    public String name() {
        return "tier-run";
    }

    @Override
    public String summary() {
        return "a full tier run of 100k and 1M customers, against one SQL statement that scores the same scheme";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Tier run",
                "A run calibrates fifteen quintile scales, scores, cuts, applies two rules and stores tiers, history and change events of "
                        + "every customer in one transaction; each run is of a new scheme, so everyone gets a first tier. The customers are generated "
                        + "metric vectors (38 metrics) that scoring-service followed from a stub of customer-service over HTTP; following is "
                        + "measured by itself. The SQL statement does the same from a narrow table of just the metrics that the scheme reads, into tables "
                        + "like the service's with the same indexes, which hold as many rows as the service's; no explanations. Runs and statements "
                        + "take turns, each after a checkpoint.");
        List<Integer> sizes = options.size() > 0
                ? List.of(options.size())
                : options.quick() ? List.of(100_000) : List.of(100_000, 1_000_000);
        for (int size : sizes) {
            measure(new SyntheticBase(size, 42), options.runs(), result, say);
        }
        return result.build();
    }

    private static void measure(SyntheticBase base, int runs, BenchResult.Builder result, Say say) throws Exception {
        String label = "%,d".formatted(base.size());
        int heap = base.size() > 200_000 ? 320 : 256;
        say.say("following " + label + " customers (heap " + heap + " MiB)");
        try (LoadedScoring scoring = LoadedScoring.start(base, heap);
                Connection connection = scoring.connect()) {
            scoring.activate(RunScheme.document(0));
            // The first run waits for the feed and warms the JVM up.
            long begin = System.nanoTime();
            scoring.run(RunScheme.key(0), true);
            result.quantity(
                    label + ": following the feed, and a first run",
                    "customers/s",
                    List.of(base.size() / seconds(begin)));
            load(connection, base);
            BenchSql.execute(connection, RunScheme.statement(RunScheme.key(0)));
            List<Double> full = new ArrayList<>();
            List<Double> again = new ArrayList<>();
            List<Double> sql = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                scoring.activate(RunScheme.document(run));
                BenchSql.execute(connection, "checkpoint");
                full.add(seconds(scoring, RunScheme.key(run), base.size()));
                BenchSql.execute(connection, "checkpoint");
                long start = System.nanoTime();
                BenchSql.execute(connection, RunScheme.statement(RunScheme.key(run)));
                sql.add(seconds(start));
                again.add(seconds(scoring, RunScheme.key(run), 0));
                say.say("full run %.1f s, SQL %.1f s, again %.1f s"
                        .formatted(full.getLast(), sql.getLast(), again.getLast()));
            }
            compare(connection, runs);
            Quantity ours = result.quantity(label + ": full run", "s", full);
            Quantity unchanged = result.quantity(label + ": run when nothing changed", "s", again);
            Quantity statement = result.quantity(label + ": SQL statement", "s", sql);
            result.quantity(
                    label + ": scoring-service memory",
                    "MiB",
                    List.of(scoring.service().residentMib()));
            result.ratio(label + ": full run ÷ SQL", ours, statement, "below 1 is faster than plain SQL");
            result.ratio(label + ": unchanged run ÷ SQL", unchanged, statement, "below 1 is faster than plain SQL");
            result.check(label + ": the run and the statement gave every customer the same score and tier");
        }
    }

    /// @param changed how many tiers the run must change, at least half of them first tiers
    private static double seconds(LoadedScoring scoring, String scheme, int changed) {
        long begin = System.nanoTime();
        JsonNode run = scoring.run(scheme, true);
        double seconds = seconds(begin);
        long really = run.at("/counts/changed").asLong();
        if (changed == 0 ? really != 0 : really < changed / 2) {
            throw new IllegalStateException("the run changed " + really + " tiers: " + run);
        }
        return seconds;
    }

    private static void load(Connection connection, SyntheticBase base) throws SQLException {
        BenchSql.execute(connection, RunScheme.tables());
        connection.setAutoCommit(false);
        try (CopyIn copy = CopyIn.open(connection, "copy bench_vectors from stdin")) {
            for (int index = 0; index < base.size(); index++) {
                Map<String, BigDecimal> vector = base.vector(index);
                copy.id(base.id(index));
                for (String metric : RunScheme.METRICS) {
                    BigDecimal value = vector.get(metric);
                    copy.number(value == null ? null : value.movePointRight(4).setScale(0, RoundingMode.UNNECESSARY));
                }
                copy.endRow();
            }
            copy.finish();
        }
        connection.commit();
        connection.setAutoCommit(true);
        BenchSql.execute(connection, "vacuum analyze bench_vectors");
    }

    private static void compare(Connection connection, int run) throws SQLException {
        String different = """
                select count(*) from (select * from bench_tiers where scheme = '%1$s') b
                full join (select * from tiers where scheme = '%1$s') t using (customer_id)
                where b.tier is distinct from t.tier or b.score is distinct from t.score or b.held_tier is distinct from t.held_tier
                """.formatted(RunScheme.key(run));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(different)) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new IllegalStateException(row.getLong(1) + " customers have another score or tier by SQL");
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
