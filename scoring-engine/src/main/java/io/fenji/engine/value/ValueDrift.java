package io.fenji.engine.value;

import io.fenji.engine.value.quality.BackTest;
import io.fenji.engine.value.quality.DriftBand;
import java.time.LocalDate;
import java.util.Optional;

/// Whether a calibration still foretells what happens.
public final class ValueDrift {

    private ValueDrift() {}

    /// Orders that came since a calibration against those that it expected of the same customers, with the
    /// season that it states. Empty for a calibration without back-test, which knows no band.
    ///
    /// @param asOf the last day of the histories of the calibration
    /// @param since those histories, and what came in the days after them
    public static Optional<DriftBand.Outcome> of(ValueCalibration calibration, LocalDate asOf, HoldOut since) {
        BackTest promised = calibration.backTest();
        if (promised == null) {
            return Optional.empty();
        }
        BackTest live = ValueCalibrator.backTest(calibration.purchase(), since);
        double expected = live.predicted() * calibration.seasonality().factor(asOf, since.days());
        return Optional.of(promised.driftBand()
                .over((double) since.days() / promised.days())
                .test(live.customers(), expected, live.actual()));
    }
}
