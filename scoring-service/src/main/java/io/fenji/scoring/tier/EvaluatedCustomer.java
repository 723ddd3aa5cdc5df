package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.scoring.value.DerivedMetrics;

/// A customer with its tier in a scheme and all that the tier was evaluated from.
public final class EvaluatedCustomer {
    private final TierRow stored;
    private final Scheme scheme;
    private final Evaluator evaluator;
    private final MetricTable table;
    private final Situation situation;
    private final DerivedMetrics derived;

    EvaluatedCustomer(
            TierRow stored,
            Scheme scheme,
            Evaluator evaluator,
            MetricTable table,
            Situation situation,
            DerivedMetrics derived) {
        this.stored = stored;
        this.scheme = scheme;
        this.evaluator = evaluator;
        this.table = table;
        this.situation = situation;
        this.derived = derived;
    }

    TierRow stored() {
        return stored;
    }

    public TierAnswer answer() {
        return TierAnswer.from(stored, scheme);
    }

    public Scheme scheme() {
        return scheme;
    }

    public Evaluator evaluator() {
        return evaluator;
    }

    /// The customer is its only row.
    public MetricTable table() {
        return table;
    }

    /// What models make of other metrics, on any day.
    public DerivedMetrics derived() {
        return derived;
    }

    /// What an evaluation without reviews goes by; it gives the stored tier.
    public Situation situation() {
        return situation;
    }
}
