package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The values at which conditions of a scheme, or its cut by a metric, turn: each value and the one
/// before it come out differently.
final class Edges {

    private final Map<String, TreeSet<Long>> byMetric = new HashMap<>();
    private final MetricTable table;

    private Edges(MetricTable table) {
        this.table = table;
    }

    /// @param cut the scheme's, bound to the table
    static Edges of(Scheme scheme, BoundCut cut, MetricTable table) {
        Edges edges = new Edges(table);
        edges.add(scheme.population());
        scheme.rules().stream().map(Rule::when).forEach(edges::add);
        Condition renewal = scheme.movement().downgrade().renewal();
        if (renewal != null) {
            edges.add(renewal);
        }
        String metric = CutParts.metric(scheme.cut());
        if (metric != null && cut instanceof BoundCut.ByShare share) {
            share.thresholds().forEach(threshold -> edges.add(metric, threshold));
        }
        return edges;
    }

    /// Ascending.
    long[] of(String metric) {
        return byMetric.getOrDefault(metric, new TreeSet<>()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(this::add);
            case Condition.Any any -> any.conditions().forEach(this::add);
            case Condition.Not not -> add(not.condition());
            case Condition.MetricIs is -> {
                if (BoundCondition.bind(is, table) instanceof BoundCondition.InRange range) {
                    add(is.metric(), range.low());
                    if (range.high() < Long.MAX_VALUE) {
                        add(is.metric(), range.high() + 1);
                    }
                }
            }
            case Condition.AttributeIs _, Condition.AttributeIn _, Condition.TierIs _ -> {
                // Neither attributes nor other schemes are tried out.
            }
        }
    }

    private void add(String metric, long value) {
        byMetric.computeIfAbsent(metric, none -> new TreeSet<>()).add(value);
    }
}
