package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.CopyIn;
import java.math.BigDecimal;
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
                "A run calibrates (quintiles), scores five criteria, cuts, applies two rules and stores tiers, history and change events of "
                        + "every customer in one transaction; each run is of a new scheme, so everyone gets a first tier. The customers are generated "
                        + "metric vectors (38 metrics) that scoring-service followed from a stub of customer-service over HTTP; following is "
                        + "measured by itself. The SQL statement reads a narrow table of just the seven metrics, computes quintiles, points, scores, rules and "
                        + "tiers, and inserts (customer, score, tier) into an empty table with a primary key: no history, no events, no explanation.");
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
        int heap = base.size() > 200_000 ? 512 : 256;
        say.say("following " + label + " customers (heap " + heap + " MiB)");
        try (LoadedScoring scoring = LoadedScoring.start(base, heap);
                Connection connection = scoring.connect()) {
            scoring.activate(BenchScheme.document(0));
            // The first run waits for the feed and warms the JVM up.
            long begin = System.nanoTime();
            scoring.run(BenchScheme.key(0), true);
            result.quantity(
                    label + ": following the feed, and a first run",
                    "customers/s",
                    List.of(base.size() / seconds(begin)));
            List<Double> full = new ArrayList<>();
            List<Double> again = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                scoring.activate(BenchScheme.document(run));
                full.add(seconds(scoring, BenchScheme.key(run), base.size()));
                again.add(seconds(scoring, BenchScheme.key(run), 0));
                say.say("full run %.1f s, again %.1f s".formatted(full.getLast(), again.getLast()));
            }
            load(connection, base);
            List<Double> sql = new ArrayList<>();
            for (int run = 0; run <= runs; run++) {
                BenchSql.execute(connection, "truncate bench_tiers");
                BenchSql.execute(connection, "checkpoint");
                long start = System.nanoTime();
                BenchSql.execute(connection, BenchScheme.SQL);
                if (run > 0) { // the first one is a warm-up here too
                    sql.add(seconds(start));
                }
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
        BenchSql.execute(connection, BenchScheme.TABLE);
        connection.setAutoCommit(false);
        try (CopyIn copy = CopyIn.open(connection, "copy bench_vectors from stdin")) {
            for (int index = 0; index < base.size(); index++) {
                Map<String, BigDecimal> vector = base.vector(index);
                copy.id(base.id(index));
                for (String column : BenchScheme.COLUMNS) {
                    copy.number(vector.get(column));
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
                select count(*) from bench_tiers b
                full join (select customer_id, tier, score from tiers where scheme = '%s' and tier is not null) t using (customer_id)
                where b.tier is distinct from t.tier or b.score * 10000 is distinct from t.score
                """.formatted(BenchScheme.key(run));
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
