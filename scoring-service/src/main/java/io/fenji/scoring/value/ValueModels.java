package io.fenji.scoring.value;

import io.fenji.engine.clustering.ClusterEvaluator;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.value.ValueCalibration;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Value models and clusters as they were frozen.
///
/// @param asOf the last day of the histories that they were estimated from
public record ValueModels(UUID id, LocalDate asOf, ValueCalibration values, Clustering clusters) {
    private static final int MOST_KEPT = 8;

    /// Rows never change. Corrections of the past read older ones than that in force.
    private static final Map<UUID, Kept> KEPT = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    /// With what puts customers into the clusters.
    record Kept(ValueModels models, ClusterEvaluator evaluator) {}

    /// Those in force; none before the first calibration.
    public static Optional<ValueModels> inForce(Connection connection) {
        return ready(connection, null).map(Kept::models);
    }

    /// Those in force, ready for customers.
    ///
    /// @param moment when; null for now
    static Optional<Kept> ready(Connection connection, @Nullable Instant moment) {
        return ValueCalibrationStore.newest(connection, moment).map(id -> {
            Kept known = KEPT.get(id);
            if (known != null) {
                return known;
            }
            ValueModels models = ValueCalibrationStore.read(connection, id).orElseThrow();
            Kept kept = new Kept(models, ClusterEvaluator.of(models.clusters));
            KEPT.put(id, kept);
            return kept;
        });
    }
}
