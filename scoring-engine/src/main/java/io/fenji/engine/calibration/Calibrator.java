package io.fenji.engine.calibration;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;

/// Makes calibrations. Stateless.
public final class Calibrator {

    private Calibrator() {}

    /// Estimates what the scheme needs from the members of its population in the table (the whole
    /// base; rows outside the population are left out here). A scheme that needs nothing gets a
    /// calibration without entries.
    public static Calibration calibrate(Scheme scheme, MetricTable base) {
        throw new UnsupportedOperationException("not written yet: " + scheme.key() + base.size());
    }
}
