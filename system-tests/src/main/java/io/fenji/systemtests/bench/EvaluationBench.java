package io.fenji.systemtests.bench;

import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The engine by itself on one thread: a calibrated scheme evaluated for a base that is in memory.
final class EvaluationBench implements Benchmark {
    /// A table of up to so many rows is evaluated on the calling thread alone.
    private static final int ROWS_A_TABLE = 50_000;

    private static final int WARM_UPS = 5;
    private static final int EXPLAINED = 1_000;

    @Override
    public String name() {
        return "evaluation";
    }

    @Override
    public String summary() {
        return "the engine alone on one thread: customers × fifteen quintile criteria, customer-schemes/s";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) {
        int size = options.sizeOr(options.quick() ? 100_000 : 1_000_000);
        int passes = options.quick() ? 5 : 20;
        Scheme scheme = scheme();
        List<MetricTable> tables = new ArrayList<>();
        say.say("%,d customers".formatted(size));
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, fill(scheme, size, tables)));
        for (int i = 0; i < WARM_UPS; i++) {
            tables.forEach(evaluator::evaluate);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> rates = new ArrayList<>();
        List<Double> perCpuSecond = new ArrayList<>();
        long[] tiers = new long[scheme.tiers().size()];
        for (int pass = 0; pass < passes; pass++) {
            Arrays.fill(tiers, 0);
            long cpu = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            for (MetricTable table : tables) {
                long[] counts = evaluator.evaluate(table).countByTier();
                for (int tier = 0; tier < tiers.length; tier++) {
                    tiers[tier] += counts[tier];
                }
            }
            rates.add(size / ((System.nanoTime() - begin) / 1e9));
            perCpuSecond.add(size / ((threads.getCurrentThreadCpuTime() - cpu) / 1e9));
        }
        say.say("%,.0f customer-schemes/s, tiers %s".formatted(rates.getLast(), Arrays.toString(tiers)));
        check(evaluator, tables.getFirst());
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Evaluation alone",
                ("%,d generated customers in tables of %,d rows, evaluated one after another on one thread of a warmed JVM (%s): population, fifteen quintile scales "
                                + "in three dimensions, weights, cut, two rules, and the standing of each written to columns. A plain loop, not JMH; %d passes.")
                        .formatted(size, ROWS_A_TABLE, System.getProperty("java.vm.name"), passes));
        result.quantity("evaluation, one thread", "customer-schemes/s", rates);
        result.quantity("the same by that thread's CPU time", "customer-schemes/CPU s", perCpuSecond);
        return result.check("%,d customers' explanations came to the same standing".formatted(EXPLAINED))
                .build();
    }

    private static Scheme scheme() {
        return switch (SchemeReader.read(RunScheme.document(0))) {
            case SchemeReading.Readable(Scheme scheme) -> scheme;
            case SchemeReading.Unreadable unreadable ->
                throw new IllegalStateException(unreadable.findings().toString());
        };
    }

    /// Adds the base to the tables, and gives it as one for the calibration.
    private static MetricTable fill(Scheme scheme, int size, List<MetricTable> tables) {
        SyntheticBase base = new SyntheticBase(size, 42);
        TableBuilder whole = new TableBuilder(scheme.metrics(), List.of(), size);
        for (int from = 0; from < size; from += ROWS_A_TABLE) {
            int to = Math.min(size, from + ROWS_A_TABLE);
            TableBuilder part = new TableBuilder(scheme.metrics(), List.of(), to - from);
            for (int index = from; index < to; index++) {
                whole.addRow();
                part.addRow();
                base.vector(index).forEach((key, value) -> {
                    whole.metric(key, value);
                    part.metric(key, value);
                });
            }
            tables.add(part.build());
        }
        return whole.build();
    }

    private static void check(Evaluator evaluator, MetricTable table) {
        Evaluation evaluation = evaluator.evaluate(table);
        for (int row = 0; row < Math.min(EXPLAINED, table.size()); row++) {
            if (!evaluator.explain(table, row, Situation.NEW).standing().equals(evaluation.standing(row))) {
                throw new IllegalStateException("row " + row + " is explained otherwise than evaluated");
            }
        }
    }
}
