package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.points.PointScale;
import io.fenji.engine.points.PointScales;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.weight.Weightings;
import java.util.ArrayList;
import java.util.List;

/// What of a scheme does not depend on the table: scales and weights. Criteria are numbered over
/// all dimensions.
record CompiledScheme(Scheme scheme, Calibration calibration, List<CompiledCriterion> criteria, Weightings weightings) {

    /// A criterion with its scale ready to run.
    ///
    /// @param insists whether a customer without the metric is ineligible
    /// @param missingPoints what an absent metric gives, scaled
    record CompiledCriterion(String metric, PointScale scale, boolean insists, long missingPoints) {}

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
        String metric = criterion.metric();
        PointScale scale = PointScales.of(criterion.scale(), pointer, metric, calibration);
        return switch (criterion.missing()) {
            case Missing.Points points -> new CompiledCriterion(metric, scale, false, Fixed.of(points.points()));
            case Missing.Neutral() -> new CompiledCriterion(metric, scale, false, PointScale.NEUTRAL);
            case Missing.Redistribute() -> new CompiledCriterion(metric, scale, false, 0);
            case Missing.Ineligible() -> new CompiledCriterion(metric, scale, true, 0);
        };
    }
}
