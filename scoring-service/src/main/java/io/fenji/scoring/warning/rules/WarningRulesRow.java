package io.fenji.scoring.warning.rules;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules as they are stored.
///
/// @param document null for those that come with the service
/// @param inForceId null before everyone was first looked at
record WarningRulesRow(
        @Nullable String document,
        long revision,
        @Nullable Instant updatedAt,
        @Nullable UUID operation,
        @Nullable UUID inForceId,
        @Nullable Long inForceRevision,
        @Nullable String inForceDocument,
        @Nullable String calibration,
        @Nullable LocalDate calibratedOn,
        @Nullable Instant evaluatedAt) {
    private static final String SELECT = """
            select document, revision, updated_at, operation_id, in_force_id, in_force_revision, in_force_document,
              calibration, calibrated_on, evaluated_at from warning_rules""";

    static WarningRulesRow get(Connection connection) {
        return Sql.only(connection, SELECT, WarningRulesRow::read);
    }

    /// The same, locked until the transaction ends.
    static WarningRulesRow lock(Connection connection) {
        return Sql.only(connection, SELECT + " for update", WarningRulesRow::read);
    }

    private static WarningRulesRow read(ResultSet row) throws SQLException {
        return new WarningRulesRow(
                row.getString(1),
                row.getLong(2),
                instant(row.getObject(3, OffsetDateTime.class)),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getObject(6, Long.class),
                row.getString(7),
                row.getString(8),
                row.getObject(9, LocalDate.class),
                instant(row.getObject(10, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    boolean isPending() {
        return inForceRevision == null ? document != null : inForceRevision != revision;
    }
}
