package io.fenji.scoring.warning.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.CalibrationJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules as clients see them.
///
/// @param state whether the document counts, or what was before it
/// @param valuableFrom null before it was estimated from somebody
@RegisterForReflection
public record WarningRulesResponse(
        long revision,
        State state,
        @Nullable Instant updatedAt,
        @Nullable UUID operation,
        @Nullable Instant evaluatedAt,
        @Nullable BigDecimal valuableFrom,
        @Nullable LocalDate calibratedOn,
        JsonNode document) {

    /// Whether the document counts.
    public enum State {
        PENDING,
        IN_FORCE
    }

    static WarningRulesResponse from(WarningRulesRow row, JsonNode document) {
        return new WarningRulesResponse(
                row.revision(),
                row.isPending() ? State.PENDING : State.IN_FORCE,
                row.updatedAt(),
                row.operation(),
                row.evaluatedAt(),
                row.calibration() == null ? null : valuableFrom(row.calibration()),
                row.calibratedOn(),
                document);
    }

    private static @Nullable BigDecimal valuableFrom(String calibration) {
        return CalibrationJson.read(calibration).share() instanceof CalibratedShare.TopThresholds top
                        && !top.thresholds().isEmpty()
                ? top.thresholds().getFirst()
                : null;
    }
}
