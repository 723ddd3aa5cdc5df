package io.fenji.engine.points;

import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;

/// Makes scales ready to run.
public final class PointScales {

    private PointScales() {}

    /// The scale of one criterion on a metric, with its frozen numbers.
    ///
    /// @param criterion JSON pointer of the criterion, by which the calibration knows it
    /// @throws IllegalArgumentException when the calibration has no fitting numbers for it
    public static PointScale of(Scale scale, String criterion, String metric, Calibration calibration) {
        return switch (scale) {
            case Scale.Steps steps -> new StepPoints(steps);
            case Scale.Linear linear -> new LinearPoints(linear);
            case Scale.Log log -> new LogPoints(log);
            case Scale.Decay decay -> new DecayPoints(decay);
            case Scale.Category _ -> throw new IllegalArgumentException("a metric has no categories: " + criterion);
            case Scale.Calibrated calibrated -> of(calibrated, calibrated(criterion, metric, calibration));
        };
    }

    private static CalibratedScale calibrated(String criterion, String metric, Calibration calibration) {
        return calibration.scales().stream()
                .filter(scale ->
                        scale.criterion().equals(criterion) && scale.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> mismatch(criterion));
    }

    private static PointScale of(Scale.Calibrated scale, CalibratedScale numbers) {
        if (numbers.values() == 0) {
            return new PointScale.Neutral();
        }
        if (scale instanceof Scale.Quantile quantile
                && numbers instanceof CalibratedScale.Quantiles quantiles
                && quantiles.breakpoints().size() == quantile.bins() - 1) {
            return new QuantilePoints(
                    quantiles.breakpoints().stream().mapToLong(Fixed::of).toArray(), quantile.better());
        }
        if (scale instanceof Scale.Percentile percentile
                && numbers instanceof CalibratedScale.Percentiles percentiles) {
            return new PercentilePoints(
                    percentiles.knots().stream()
                            .mapToLong(knot -> Fixed.of(knot.value()))
                            .toArray(),
                    percentiles.knots().stream()
                            .mapToLong(knot -> Fixed.of(knot.percentile()))
                            .toArray(),
                    percentile.better());
        }
        throw mismatch(numbers.criterion());
    }

    private static IllegalArgumentException mismatch(String criterion) {
        return new IllegalArgumentException("the calibration does not fit the scheme at " + criterion);
    }
}
