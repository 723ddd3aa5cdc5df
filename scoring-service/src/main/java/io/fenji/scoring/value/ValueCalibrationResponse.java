package io.fenji.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A calibration of value models as clients see it.
///
/// @param model null in lists, as are the clusters
@RegisterForReflection
public record ValueCalibrationResponse(
        UUID id,
        LocalDate asOf,
        String dataHash,
        Instant createdAt,
        boolean inForce,
        @Nullable JsonNode model,
        @Nullable JsonNode clusters) {}
