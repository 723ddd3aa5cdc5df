package io.fenji.engine.scheme;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Collects the metrics, attributes and other schemes that a scheme reads.
record References(Set<String> metrics, Set<String> attributes, Set<String> schemes) {

    static References of(Scheme scheme) {
        References found = new References(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        found.add(scheme.population());
        scheme.dimensions()
                .forEach(dimension -> dimension.criteria().forEach(criterion -> found.add(criterion.source())));
        switch (scheme.cut()) {
            case Cut.ValueShare share -> found.metrics.add(share.metric());
            case Cut.TopShare top when top.metric() != null -> found.metrics.add(top.metric());
            case Cut.Clusters clusters -> {
                clusters.features().forEach(feature -> found.metrics.add(feature.metric()));
                if (clusters.orderBy() != null) {
                    found.metrics.add(clusters.orderBy());
                }
            }
            case Cut.TopShare _, Cut.Score _, Cut.Rules _ -> {
                // The score, or nothing.
            }
        }
        scheme.rules().forEach(rule -> found.add(rule.when()));
        Condition renewal = scheme.movement().downgrade().renewal();
        if (renewal != null) {
            found.add(renewal);
        }
        if (scheme.review() instanceof Review.Anniversary) {
            found.metrics.add(Review.Anniversary.METRIC);
        }
        return new References(
                Collections.unmodifiableSet(found.metrics),
                Collections.unmodifiableSet(found.attributes),
                Collections.unmodifiableSet(found.schemes));
    }

    private void add(Criterion.Source source) {
        switch (source) {
            case Criterion.Source.Metric(String key) -> metrics.add(key);
            case Criterion.Source.Attribute(String key) -> attributes.add(key);
        }
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(this::add);
            case Condition.Any any -> any.conditions().forEach(this::add);
            case Condition.Not not -> add(not.condition());
            case Condition.MetricIs metric -> metrics.add(metric.metric());
            case Condition.AttributeIs attribute -> attributes.add(attribute.attribute());
            case Condition.AttributeIn attribute -> attributes.add(attribute.attribute());
            case Condition.TierIs tier -> schemes.add(tier.scheme());
        }
    }
}
