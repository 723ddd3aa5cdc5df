package io.fenji.scoring.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A calibration as clients see it.
///
/// @param document the frozen numbers; null in lists
@RegisterForReflection
public record CalibrationResponse(
        UUID id,
        String scheme,
        int schemeVersion,
        String dataHash,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf,
        Instant createdAt,
        @Nullable JsonNode document) {

    static CalibrationResponse from(ResultSet row, @Nullable JsonNode document) throws SQLException {
        @Nullable OffsetDateTime dataAsOf = row.getObject(6, OffsetDateTime.class);
        return new CalibrationResponse(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                dataAsOf == null ? null : dataAsOf.toInstant(),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                document);
    }
}
