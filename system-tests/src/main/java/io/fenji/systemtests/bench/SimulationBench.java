package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// Simulations of drafts on the whole base: the first answer, when the base is read, and those that follow.
final class SimulationBench implements Benchmark {
    private static final int MOVES = 20;

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public String summary() {
        return "a draft simulated on 1M customers: first answer, and when only weights or thresholds move";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 100_000 : 1_000_000);
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Simulation",
                ("`POST /v1/simulations` of a draft with fifteen quintile scales on %,d customers with tiers: migration matrix, spend, 20 movers. First: "
                                + "after the base has changed, so that it is read anew and the draft calibrated. Then %d answers each while one weight, or one threshold, moves. "
                                + "Compared with the time of `COPY … TO STDOUT` of the metrics alone, as text, which whoever computes outside has to wait for.")
                        .formatted(size, MOVES));
        int heap = size > 200_000 ? 384 : 256;
        say.say("following %,d customers (heap %d MiB)".formatted(size, heap));
        try (LoadedScoring scoring = LoadedScoring.start(new SyntheticBase(size, 42), heap)) {
            scoring.activate(RunScheme.document(0));
            scoring.run(RunScheme.key(0), true);
            List<Double> first = new ArrayList<>();
            List<Double> weights = new ArrayList<>();
            List<Double> thresholds = new ArrayList<>();
            for (int run = 0; run <= options.runs(); run++) {
                // A run changes nothing but what is in force, which is enough to have the base read anew.
                scoring.run(RunScheme.key(0), true);
                double begun = simulate(scoring, 50, 80);
                if (run > 0) { // the first one is a warm-up
                    first.add(begun);
                }
                for (int move = 1; move <= MOVES; move++) {
                    double weight = simulate(scoring, 50 + move, 80);
                    double threshold = simulate(scoring, 50, 80 - move / 2.0);
                    if (run > 0) {
                        weights.add(weight);
                        thresholds.add(threshold);
                    }
                }
                say.say("first %.0f ms, then %.0f and %.0f ms"
                        .formatted(begun * 1000, last(weights) * 1000, last(thresholds) * 1000));
            }
            List<Double> copy = new ArrayList<>();
            try (Connection connection = scoring.connect()) {
                for (int run = 0; run <= options.runs(); run++) {
                    long start = System.nanoTime();
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "copy (select customer_id, values from customer_metrics) to stdout",
                                    OutputStream.nullOutputStream());
                    copy.add((System.nanoTime() - start) / 1e9);
                }
            }
            Quantity firstAnswer = result.quantity("first answer", "s", first);
            result.quantity("a weight moved", "s", weights);
            result.quantity("a threshold moved", "s", thresholds);
            Quantity plain = result.quantity("COPY of the metrics", "s", copy.subList(1, copy.size()));
            result.quantity(
                    "scoring-service memory", "MiB", List.of(scoring.service().residentMib()));
            result.ratio(
                    "first answer ÷ COPY", firstAnswer, plain, "the base is read, calibrated, evaluated and counted");
        }
        return result.build();
    }

    private static double last(List<Double> times) {
        return times.isEmpty() ? 0 : times.getLast();
    }

    private static double simulate(LoadedScoring scoring, int percent, double enter) {
        ObjectNode draft = (ObjectNode) RunScheme.document(0);
        ((ObjectNode) draft.at("/dimensions/0")).put("weight", BigDecimal.valueOf(percent, 2));
        ((ObjectNode) draft.at("/dimensions/1")).put("weight", BigDecimal.valueOf(80L - percent, 2));
        ((ObjectNode) draft.at("/tiers/0")).put("enter", enter);
        String request = "{\"scheme\":\"%s\",\"drafts\":[{\"document\":%s}]}".formatted(RunScheme.key(0), draft);
        long start = System.nanoTime();
        JsonNode answer =
                scoring.api().post("/v1/simulations", request).expect(200).json();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answer.at("/drafts/0/migration").isEmpty()) {
            throw new IllegalStateException("The simulation has no flows: " + answer);
        }
        return seconds;
    }
}
