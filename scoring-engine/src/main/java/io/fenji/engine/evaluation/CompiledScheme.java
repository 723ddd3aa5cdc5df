package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.points.PointScale;
import io.fenji.engine.points.PointScales;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.weight.Weightings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What of a scheme does not depend on the table: scales and weights. Criteria are numbered over
/// all dimensions.
record CompiledScheme(Scheme scheme, Calibration calibration, List<CompiledCriterion> criteria, Weightings weightings) {

    /// A criterion with its scale ready to run.
    ///
    /// @param insists whether a customer without the value is ineligible
    /// @param missingPoints what an absent value gives, scaled
    record CompiledCriterion(Points points, boolean insists, long missingPoints) {}

    /// What gives a criterion its points.
    sealed interface Points {
        record OfMetric(String metric, PointScale scale) implements Points {}

        record OfAttribute(String attribute, Scale.Category scale) implements Points {}
    }

    static CompiledScheme of(Scheme scheme, Calibration calibration) {
        List<CompiledCriterion> criteria = new ArrayList<>();
        for (int d = 0; d < scheme.dimensions().size(); d++) {
            Dimension dimension = scheme.dimensions().get(d);
            for (int c = 0; c < dimension.criteria().size(); c++) {
                criteria.add(compile(dimension.criteria().get(c), "/dimensions/" + d + "/criteria/" + c, calibration));
            }
        }
        return new CompiledScheme(scheme, calibration, List.copyOf(criteria), new Weightings(scheme.dimensions()));
    }

    private static CompiledCriterion compile(Criterion criterion, String pointer, Calibration calibration) {
        Points points = points(criterion, pointer, calibration);
        return switch (criterion.missing()) {
            case Missing.Points(BigDecimal given) -> new CompiledCriterion(points, false, Fixed.of(given));
            case Missing.Neutral() -> new CompiledCriterion(points, false, PointScale.NEUTRAL);
            case Missing.Redistribute() -> new CompiledCriterion(points, false, 0);
            case Missing.Ineligible() -> new CompiledCriterion(points, true, 0);
        };
    }

    private static Points points(Criterion criterion, String pointer, Calibration calibration) {
        return switch (criterion.source()) {
            case Criterion.Source.Metric(String metric) ->
                new Points.OfMetric(metric, PointScales.of(criterion.scale(), pointer, metric, calibration));
            case Criterion.Source.Attribute(String attribute)
            when criterion.scale() instanceof Scale.Category scale -> new Points.OfAttribute(attribute, scale);
            case Criterion.Source.Attribute _ ->
                throw new IllegalArgumentException("an attribute has no number to scale: " + pointer);
        };
    }
}
