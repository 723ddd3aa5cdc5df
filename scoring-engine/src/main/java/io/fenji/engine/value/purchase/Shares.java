package io.fenji.engine.value.purchase;

/// Probabilities.
final class Shares {

    private Shares() {}

    /// Takes away what rounding has put outside of [0, 1].
    static double bounded(double share) {
        return StrictMath.min(1, StrictMath.max(0, share));
    }
}
