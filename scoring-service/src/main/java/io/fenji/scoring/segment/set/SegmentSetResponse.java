package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.calibration.CalibrationJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A segment set as clients see it.
///
/// @param state whether the document counts, or what was before it
/// @param evaluatedAt when everyone was sorted by what counts; null before the first time
@RegisterForReflection
public record SegmentSetResponse(
        String key,
        long revision,
        State state,
        Instant createdAt,
        Instant updatedAt,
        UUID operation,
        @Nullable Instant evaluatedAt,
        @Nullable Estimates calibration,
        JsonNode document) {

    /// Whether the document counts.
    public enum State {
        PENDING,
        IN_FORCE
    }

    /// What the scores take from the base.
    @RegisterForReflection
    public record Estimates(
            long members, String dataHash, @Nullable LocalDate businessDate, List<Breakpoints> scores) {

        static @Nullable Estimates from(@Nullable String stored, @Nullable LocalDate businessDate) {
            if (stored == null) {
                return null;
            }
            Calibration calibration = CalibrationJson.read(stored);
            List<Breakpoints> scores =
                    calibration.scales().stream().map(Breakpoints::from).toList();
            return scores.isEmpty()
                    ? null
                    : new Estimates(calibration.members(), calibration.dataHash(), businessDate, scores);
        }
    }

    /// The breakpoints of a score's metric.
    @RegisterForReflection
    public record Breakpoints(String metric, long values, List<BigDecimal> breakpoints) {
        static Breakpoints from(CalibratedScale scale) {
            return new Breakpoints(
                    scale.metric(),
                    scale.values(),
                    scale instanceof CalibratedScale.Quantiles quantiles ? quantiles.breakpoints() : List.of());
        }
    }

    static SegmentSetResponse from(SegmentSetRow row, JsonNode document) {
        return new SegmentSetResponse(
                row.key(),
                row.revision(),
                row.isPending() ? State.PENDING : State.IN_FORCE,
                row.createdAt(),
                row.updatedAt(),
                row.operation(),
                row.evaluatedAt(),
                Estimates.from(row.calibration(), row.calibratedOn()),
                document);
    }
}
