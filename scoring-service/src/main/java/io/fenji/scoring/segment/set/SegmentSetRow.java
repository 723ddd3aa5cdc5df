package io.fenji.scoring.segment.set;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A segment set as it is stored.
///
/// @param inForceRevision null while nothing of it counts yet
/// @param calibration of what counts
record SegmentSetRow(
        String key,
        String document,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        UUID operation,
        @Nullable Long inForceRevision,
        @Nullable String inForceDocument,
        @Nullable String calibration,
        @Nullable LocalDate calibratedOn,
        @Nullable Instant evaluatedAt) {
    static final String COLUMNS = """
            key, document, revision, created_at, updated_at, operation_id, in_force_revision, in_force_document,
            calibration, calibrated_on, evaluated_at""";

    static SegmentSetRow read(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime evaluatedAt = row.getObject(11, OffsetDateTime.class);
        return new SegmentSetRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, UUID.class),
                row.getObject(7, Long.class),
                row.getString(8),
                row.getString(9),
                row.getObject(10, LocalDate.class),
                evaluatedAt == null ? null : evaluatedAt.toInstant());
    }

    boolean isPending() {
        return inForceRevision == null || inForceRevision != revision;
    }
}
