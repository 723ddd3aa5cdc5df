package io.fenji.scoring.simulation;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.LoadedCustomers;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The whole base in memory as it was at one moment, with the calibrations that were made from it.
///
/// @param revision of the database's base
record Snapshot(
        UUID id,
        long revision,
        Instant takenAt,
        Columns columns,
        LoadedCustomers customers,
        MetricCopy.State data,
        Optional<InForce> inForce,
        Map<Object, Calibration> calibrations) {
    private static final int MOST_CALIBRATIONS = 32;

    static Snapshot of(
            long revision,
            Instant takenAt,
            Columns columns,
            LoadedCustomers customers,
            MetricCopy.State data,
            Optional<InForce> inForce) {
        return new Snapshot(
                UUID.randomUUID(),
                revision,
                takenAt,
                columns,
                customers,
                data,
                inForce,
                Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Object, Calibration> eldest) {
                        return size() > MOST_CALIBRATIONS;
                    }
                }));
    }

    /// The calibration that a run would make. Weights and thresholds are not part of it, so moving them needs none; but
    /// shares of the score depend on everything that makes a score.
    Calibration calibration(Scheme scheme) {
        return calibrations.computeIfAbsent(basis(scheme), any -> Calibrator.calibrate(scheme, customers.table()));
    }

    /// What of a scheme its calibration depends on.
    static Object basis(Scheme scheme) {
        return scheme.cut() instanceof Cut.TopShare top && top.metric() == null
                ? scheme
                : List.of(
                        scheme.key(),
                        scheme.population(),
                        scheme.cut(),
                        scheme.tiers().size(),
                        scheme.dimensions().stream()
                                .map(dimension -> dimension.criteria().stream()
                                        .map(criterion -> criterion.scale() instanceof Scale.Calibrated scale
                                                ? List.of(criterion.source(), scale)
                                                : List.of())
                                        .toList())
                                .toList());
    }
}
