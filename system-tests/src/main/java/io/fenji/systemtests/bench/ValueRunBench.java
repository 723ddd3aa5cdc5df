package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// What value models cost the service: a calibration, and runs of a scheme that reads their metrics against runs of one
/// that does not.
final class ValueRunBench implements Benchmark {
    private static final int HEAP_MIB = 320;

    @Override
    public String name() {
        return "value-run";
    }

    @Override
    public String summary() {
        return "a value calibration of 1M customers in scoring-service, and tier runs that read its metrics against others";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 100_000 : 1_000_000);
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Value models in scoring-service",
                ("%,d generated customers (42 metrics), heap of %d MiB. A calibration reads the purchases of everyone twice (the second time for the "
                                + "part held out), fits, makes clusters, and evaluates everyone for warnings. Runs calibrate fifteen quintile scales and give everyone "
                                + "a first tier, as in the benchmark of tier runs; two criteria of one of the schemes read `clv.365d` and `churnRisk`, which are "
                                + "derived as customers are loaded. They take turns.")
                        .formatted(size, HEAP_MIB));
        SyntheticBase base = new SyntheticBase(size, 42);
        try (LoadedScoring scoring = LoadedScoring.withPurchases(base, HEAP_MIB);
                Connection connection = scoring.connect()) {
            say.say("following %,d customers".formatted(size));
            scoring.activate(RunScheme.document(0));
            scoring.run(RunScheme.key(0), true);
            long begin = System.nanoTime();
            scoring.calibrateValues();
            result.quantity("value calibration of %,d, all of it".formatted(size), "s", List.of(seconds(begin)));
            say.say("calibrated in %.1f s".formatted(seconds(begin)));
            List<Double> plain = new ArrayList<>();
            List<Double> ofModels = new ArrayList<>();
            List<Double> plainAgain = new ArrayList<>();
            List<Double> ofModelsAgain = new ArrayList<>();
            for (int run = 1; run <= options.runs(); run++) {
                scoring.activate(RunScheme.document(run));
                scoring.activate(RunScheme.ofModels(run));
                BenchSql.execute(connection, "checkpoint");
                plain.add(seconds(scoring, RunScheme.key(run)));
                BenchSql.execute(connection, "checkpoint");
                ofModels.add(seconds(scoring, RunScheme.modelKey(run)));
                plainAgain.add(seconds(scoring, RunScheme.key(run)));
                ofModelsAgain.add(seconds(scoring, RunScheme.modelKey(run)));
                say.say("full run %.1f s, of models %.1f s; nothing changed %.1f s, of models %.1f s"
                        .formatted(plain.getLast(), ofModels.getLast(), plainAgain.getLast(), ofModelsAgain.getLast()));
            }
            Quantity plainRun = result.quantity("full run", "s", plain);
            Quantity modelRun = result.quantity("full run that reads model metrics", "s", ofModels);
            Quantity plainIdle = result.quantity("run when nothing changed", "s", plainAgain);
            Quantity modelIdle =
                    result.quantity("run that reads model metrics when nothing changed", "s", ofModelsAgain);
            result.quantity(
                    "scoring-service memory", "MiB", List.of(scoring.service().residentMib()));
            result.ratio("full run: with model metrics ÷ without", modelRun, plainRun, "1 is no cost");
            result.ratio("nothing changed: with model metrics ÷ without", modelIdle, plainIdle, "1 is no cost");
        }
        return result.build();
    }

    private static double seconds(LoadedScoring scoring, String scheme) {
        long begin = System.nanoTime();
        JsonNode run = scoring.run(scheme, true);
        double seconds = seconds(begin);
        if (!run.has("counts")) {
            throw new IllegalStateException("no counts: " + run);
        }
        return seconds;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
