package io.fenji.scoring.calibration;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.TableBuilder;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.scheme.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Schemes with their calibration, ready to run. Both never change, so a few are kept.
@ApplicationScoped
public class Evaluators {
    /// More than schemes may be active: each page of changes goes through all of them.
    private static final int MOST_KEPT = 500;

    private record Key(VersionId version, @Nullable UUID calibrationId) {}

    private final SchemeVersions schemes;
    private final Map<Key, Evaluator> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Evaluator> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Evaluators(SchemeVersions schemes) {
        this.schemes = schemes;
    }

    /// The version with this calibration.
    ///
    /// @param calibrationId null for a scheme that takes nothing from the base
    public Evaluator get(Connection connection, VersionId version, @Nullable UUID calibrationId) {
        Key key = new Key(version, calibrationId);
        Evaluator known = kept.get(key);
        if (known != null) {
            return known;
        }
        Scheme scheme = schemes.get(connection, version);
        Calibration calibration =
                calibrationId == null ? without(scheme) : CalibrationStore.read(connection, calibrationId);
        Evaluator evaluator = Evaluator.of(scheme, calibration);
        kept.put(key, evaluator);
        return evaluator;
    }

    /// The calibration of a scheme that needs none.
    private static Calibration without(Scheme scheme) {
        return Calibrator.calibrate(scheme, new TableBuilder(List.of(), List.of(), 1).build());
    }
}
