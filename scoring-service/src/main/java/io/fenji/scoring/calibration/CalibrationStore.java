package io.fenji.scoring.calibration;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.VersionId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calibrations as rows; written once, never changed. Everything runs in the caller's transaction.
public final class CalibrationStore {
    private CalibrationStore() {}

    public static UUID insert(
            Connection connection,
            VersionId version,
            Calibration calibration,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf) {
        return Sql.only(
                connection,
                """
                insert into calibrations (id, scheme, scheme_version, document, data_hash, business_date, data_as_of)
                values (uuidv7(), ?, ?, ?, ?, ?, ?) returning id""",
                row -> row.getObject(1, UUID.class),
                version.scheme(),
                version.version(),
                CalibrationJson.write(calibration).getBytes(StandardCharsets.UTF_8),
                calibration.dataHash(),
                businessDate,
                dataAsOf);
    }

    /// Notes which operation made the calibration: one that begins again finds it.
    public static void madeBy(Connection connection, UUID id, UUID operationId) {
        Sql.update(connection, "update calibrations set operation_id = ? where id = ?", operationId, id);
    }

    /// What the operation has made.
    public static Optional<UUID> madeBy(Connection connection, UUID operationId) {
        return Sql.first(
                connection,
                "select id from calibrations where operation_id = ?",
                row -> row.getObject(1, UUID.class),
                operationId);
    }

    /// The newest calibration of the version.
    public static Optional<UUID> latest(Connection connection, VersionId version) {
        return Sql.first(connection, """
                select id from calibrations where scheme = ? and scheme_version = ?
                order by created_at desc, id desc limit 1""", row -> row.getObject(1, UUID.class), version.scheme(), version.version());
    }

    /// When it was made.
    public static Instant createdAt(Connection connection, UUID id) {
        return Sql.only(
                connection,
                "select created_at from calibrations where id = ?",
                row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                id);
    }

    public static Calibration read(Connection connection, UUID id) {
        return CalibrationJson.read(Sql.only(
                connection,
                "select document from calibrations where id = ?",
                row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                id));
    }
}
