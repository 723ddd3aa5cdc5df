package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// A scheme with its calibration, ready to run. Immutable; may be shared between threads and kept.
public final class Evaluator {

    private static final int ROWS_WORTH_A_THREAD = 50_000;

    private final CompiledScheme compiled;

    private Evaluator(CompiledScheme compiled) {
        this.compiled = compiled;
    }

    CompiledScheme compiled() {
        return compiled;
    }

    /// Makes a scheme ready to run.
    ///
    /// @param scheme one that the verifier finds no errors in
    /// @param calibration made for this version of the scheme
    /// @throws IllegalArgumentException when the calibration lacks a number that the scheme needs,
    ///     or the scheme is one that the verifier refuses and that cannot run
    public static Evaluator of(Scheme scheme, Calibration calibration) {
        CompiledScheme compiled = CompiledScheme.of(scheme, calibration);
        // Binding to an empty table finds what does not fit now instead of at the first customer.
        MetricTable nobody = new TableBuilder(List.of(), List.of(), 0).build();
        Evaluator evaluator = new Evaluator(compiled);
        evaluator.evaluate(nobody);
        return evaluator;
    }

    /// Evaluates every row of customers without earlier tiers.
    public Evaluation evaluate(MetricTable table) {
        return evaluate(table, Situation.NEW);
    }

    /// Evaluates every row. Nothing is kept or computed in decimals per row, so millions of rows
    /// take seconds.
    public Evaluation evaluate(MetricTable table, Situation situation) {
        Evaluation evaluation = new Evaluation(
                compiled.scheme(), table.size(), situation.existing().keeps());
        int parts = Math.clamp(table.size() / ROWS_WORTH_A_THREAD, 1, ForkJoinPool.getCommonPoolParallelism() + 1);
        IntStream.range(0, parts)
                .parallel()
                .forEach(part -> evaluate(
                        table, situation, start(table, part, parts), start(table, part + 1, parts), evaluation));
        return evaluation;
    }

    private static int start(MetricTable table, int part, int parts) {
        return Math.toIntExact((long) table.size() * part / parts);
    }

    private void evaluate(MetricTable table, Situation situation, int from, int to, Evaluation evaluation) {
        RowEvaluator evaluator = new RowEvaluator(compiled, table, situation);
        for (int first = from; first < to; first += ScoreBlock.ROWS) {
            int end = Math.min(to, first + ScoreBlock.ROWS);
            evaluator.open(first, end - first);
            for (int row = first; row < end; row++) {
                evaluator.evaluate(row);
                evaluation.put(row, evaluator);
            }
        }
    }

    /// A row to try other values of its metrics on.
    public Trial trial(MetricTable table, int row, Situation situation) {
        return Trial.of(compiled, table, row, situation);
    }

    /// The scheme.
    public Scheme scheme() {
        return compiled.scheme();
    }

    /// The numbers that it takes from the base.
    public Calibration calibration() {
        return compiled.calibration();
    }

    /// Another scheme by the same calibration.
    ///
    /// @param scheme one with the same criteria and cut
    public Evaluator with(Scheme scheme) {
        return of(scheme, compiled.calibration());
    }

    /// Says how one row came to its tier; its standing is the one that [#evaluate(MetricTable, Situation)]
    /// gives. A tier that is stored is explained from the stay that was stored with it, on the business date it was
    /// given for or a later one without evaluation in between.
    public Explanation explain(MetricTable table, int row, Situation situation) {
        return new Explainer(compiled, table, situation).explain(row);
    }
}
