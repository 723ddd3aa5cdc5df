package io.fenji.scoring.value;

import io.fenji.engine.clustering.ClusterEvaluator;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.value.ValueCalibration;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Value models and clusters as they were frozen.
///
/// @param asOf the last day of the histories that they were estimated from
public record ValueModels(UUID id, LocalDate asOf, ValueCalibration values, Clustering clusters) {
    /// Rows never change, and all but the latest are of no use.
    private static final AtomicReference<@Nullable Kept> KEPT = new AtomicReference<>();

    private record Kept(ValueModels models, ClusterEvaluator evaluator) {}

    /// Those in force; none before the first calibration.
    public static Optional<ValueModels> inForce(Connection connection) {
        return kept(connection).map(kept -> kept.models);
    }

    /// Puts customers into the clusters in force.
    static Optional<ClusterEvaluator> clustersInForce(Connection connection) {
        return kept(connection).map(kept -> kept.evaluator);
    }

    private static Optional<Kept> kept(Connection connection) {
        return ValueCalibrationStore.newest(connection).map(id -> {
            @Nullable Kept kept = KEPT.get();
            if (kept == null || !kept.models.id.equals(id)) {
                kept = read(connection, id);
                KEPT.set(kept);
            }
            return kept;
        });
    }

    private static Kept read(Connection connection, UUID id) {
        ValueModels models = ValueCalibrationStore.read(connection, id).orElseThrow();
        return new Kept(models, ClusterEvaluator.of(models.clusters));
    }
}
