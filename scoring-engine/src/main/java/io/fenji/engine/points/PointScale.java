package io.fenji.engine.points;

import io.fenji.engine.number.Fixed;

/// Turns a scaled metric value into scaled points, 0 to 1,000,000 (0 to 100 with four places,
/// HALF_UP). Equal values get equal points on every machine.
public sealed interface PointScale
        permits StepPoints, LinearPoints, LogPoints, DecayPoints, QuantilePoints, PercentilePoints, PointScale.Neutral {

    /// What `neutral` and a scale without calibrated values give.
    long NEUTRAL = 50 * Fixed.ONE;

    long points(long value);

    /// Fifty points for all.
    record Neutral() implements PointScale {
        @Override
        public long points(long value) {
            return NEUTRAL;
        }
    }
}
