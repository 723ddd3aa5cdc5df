package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.segment.SegmentSet;
import io.fenji.engine.table.MetricTable;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.tier.CustomerLoader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the newest document of a set in force, with scores estimated where they have to be. Whoever
/// calls it holds the tier lock and sorts everyone afterwards.
@ApplicationScoped
public class SegmentAdoption {
    private final ObjectMapper json;

    SegmentAdoption(ObjectMapper json) {
        this.json = json;
    }

    /// Does nothing when there is no such set any more.
    ///
    /// @param calibrate whether scores are estimated anew although those in force would do
    public void adopt(Connection connection, String key, boolean calibrate, Instant now) {
        SegmentSetStore.lock(connection, key).ifPresent(row -> {
            SegmentSet set = read(row.document());
            @Nullable String kept = calibrate ? null : kept(row, set);
            SegmentSetStore.adopt(connection, row, set, now);
            if (kept == null) {
                calibrate(connection, set);
            }
        });
    }

    JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private SegmentSet read(String document) {
        return SegmentSetReader.read(tree(document)).required();
    }

    /// The numbers in force, where they were estimated for the same scores of the same customers.
    private @Nullable String kept(SegmentSetRow row, SegmentSet set) {
        if (row.inForceDocument() == null) {
            return null;
        }
        SegmentSet before = read(row.inForceDocument());
        return before.scores().equals(set.scores()) && before.population().equals(set.population())
                ? row.calibration()
                : null;
    }

    private static void calibrate(Connection connection, SegmentSet set) {
        MetricTable base = set.needsCalibration()
                ? CustomerLoader.all(connection, set.scoring()).table()
                : MetricTable.ofOne(Map.of(), Map.of());
        Sql.update(
                connection,
                "update segment_sets set calibration = ?, calibrated_on = ?, calibrated_from = ? where key = ?",
                CalibrationJson.write(Calibrator.calibrate(set.scoring(), base)),
                MetricCopy.state(connection).businessDate(),
                base.size(),
                set.key());
    }
}
