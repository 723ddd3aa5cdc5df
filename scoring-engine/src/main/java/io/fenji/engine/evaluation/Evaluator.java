package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;

/// A scheme with its calibration, ready to run. Immutable; may be shared between threads and kept.
public final class Evaluator {

    private final Scheme scheme;
    private final Calibration calibration;

    private Evaluator(Scheme scheme, Calibration calibration) {
        this.scheme = scheme;
        this.calibration = calibration;
    }

    /// @param scheme one that the verifier finds no errors in
    /// @param calibration made for this version of the scheme
    /// @throws IllegalArgumentException when the calibration lacks a number that the scheme needs,
    ///     or the scheme is one that the verifier refuses and that cannot run
    public static Evaluator of(Scheme scheme, Calibration calibration) {
        return new Evaluator(scheme, calibration);
    }

    /// Evaluates every row of customers without earlier tiers.
    public Evaluation evaluate(MetricTable table) {
        return evaluate(table, PreviousTiers.NONE);
    }

    /// Evaluates every row. Nothing is allocated per row.
    public Evaluation evaluate(MetricTable table, PreviousTiers previous) {
        throw new UnsupportedOperationException(
                "not written yet: " + scheme.key() + calibration.members() + table.size() + previous.at(0));
    }

    /// Says how one row came to its tier; its standing is the one that [#evaluate(MetricTable,
    /// PreviousTiers)] gives.
    public Explanation explain(MetricTable table, int row, PreviousTiers previous) {
        throw new UnsupportedOperationException("not written yet: " + table.size() + row + previous);
    }
}
