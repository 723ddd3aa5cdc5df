package io.fenji.engine.verification;

import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.weight.Weightings;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Dimensions and criteria have usable weights, metrics and scales.
record DimensionCheck(ConditionCheck conditions, Report report) {

    private static final String LIST = "/dimensions";

    void check(Scheme scheme) {
        List<Dimension> dimensions = scheme.dimensions();
        if (dimensions.isEmpty()) {
            if (scheme.cut().isByScore()) {
                report.error(LIST, "NO_DIMENSIONS");
            }
            return;
        }
        if (!scheme.cut().isByScore()) {
            report.warning(LIST, "SCORE_NOT_USED");
        }
        count(dimensions.stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .toList());
        report.duplicates(LIST, "key", dimensions.stream().map(Dimension::key).toList());
        weights(LIST, dimensions.stream().map(Dimension::weight).toList());
        for (int i = 0; i < dimensions.size(); i++) {
            criteria(LIST + "/" + i + "/criteria", dimensions.get(i).criteria());
        }
    }

    private void count(List<Criterion> criteria) {
        if (criteria.size() > Weightings.MOST_CRITERIA) {
            report.error(LIST, "TOO_MANY_CRITERIA", Weightings.MOST_CRITERIA);
        }
    }

    private void criteria(String list, List<Criterion> criteria) {
        weights(list, criteria.stream().map(Criterion::weight).toList());
        Set<Criterion.Source> seen = new HashSet<>();
        for (int i = 0; i < criteria.size(); i++) {
            String pointer = list + "/" + i;
            Criterion criterion = criteria.get(i);
            source(pointer, criterion.source(), seen);
            if (criterion.missing() instanceof Missing.Points missing && !ScaleCheck.isPoints(missing.points())) {
                report.error(pointer + "/missing/points", "POINTS_OUT_OF_RANGE");
            }
            ScaleCheck.check(pointer + "/scale", criterion.scale(), report);
        }
    }

    private void source(String pointer, Criterion.Source source, Set<Criterion.Source> seen) {
        boolean repeated = !seen.add(source);
        switch (source) {
            case Criterion.Source.Metric(String key) -> {
                conditions.metric(pointer + "/metric", key);
                repeated(repeated, pointer, "metric");
            }
            case Criterion.Source.Attribute(String key) -> {
                conditions.attribute(pointer, key);
                repeated(repeated, pointer, "attribute");
            }
        }
    }

    private void repeated(boolean repeated, String pointer, String property) {
        if (repeated) {
            report.warning(pointer + "/" + property, "REPEATED_" + property.toUpperCase(Locale.ROOT));
        }
    }

    private void weights(String list, List<BigDecimal> weights) {
        boolean negative = false;
        for (int i = 0; i < weights.size(); i++) {
            String pointer = list + "/" + i + "/weight";
            if (weights.get(i).signum() < 0) {
                negative = true;
                report.error(pointer, "NEGATIVE_WEIGHT");
            }
        }
        if (negative) {
            return;
        }
        if (weights.stream().allMatch(weight -> weight.signum() == 0)) {
            report.error(list, "ZERO_WEIGHTS");
            return;
        }
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).signum() == 0) {
                report.warning(list + "/" + i + "/weight", "ZERO_WEIGHT");
            }
        }
    }
}
