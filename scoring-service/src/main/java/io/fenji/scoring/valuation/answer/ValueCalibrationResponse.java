package io.fenji.scoring.valuation.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.scoring.valuation.drift.Drift;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A calibration of value models as clients see it.
///
/// @param model null in lists, as are the clusters and the drift
/// @param drift null before it was looked for, and without a back-test
@RegisterForReflection
public record ValueCalibrationResponse(
        UUID id,
        LocalDate asOf,
        String dataHash,
        Instant createdAt,
        boolean inForce,
        @Nullable JsonNode model,
        @Nullable JsonNode clusters,
        @Nullable Drift drift) {
    ValueCalibrationResponse with(JsonNode itsModel, JsonNode itsClusters, @Nullable Drift itsDrift) {
        return new ValueCalibrationResponse(id, asOf, dataHash, createdAt, inForce, itsModel, itsClusters, itsDrift);
    }
}
