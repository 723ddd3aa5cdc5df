package io.fenji.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.clustering.ClusteringJson;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueCalibrationJson;
import io.fenji.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calibrations of value models as rows; written once, never changed. Everything runs in the caller's transaction.
public final class ValueCalibrationStore {
    private ValueCalibrationStore() {}

    /// Stores a calibration, which is in force from then on. Callers hold the tier lock.
    ///
    /// @param asOf the last day of the histories
    /// @param request what was asked for
    /// @param operationId that of the operation that made it: begun again it finds it
    public static UUID insert(
            Connection connection,
            LocalDate asOf,
            ValueCalibration values,
            Clustering clusters,
            JsonNode request,
            UUID operationId,
            Instant now) {
        return Sql.only(
                connection,
                """
                insert into value_calibrations (as_of, request, document, clusters, data_hash, created_at, operation_id)
                values (?, ?::jsonb, ?, ?, ?, ?, ?) returning id""",
                row -> row.getObject(1, UUID.class),
                asOf,
                request.toString(),
                ValueCalibrationJson.write(values).getBytes(StandardCharsets.UTF_8),
                ClusteringJson.write(clusters).getBytes(StandardCharsets.UTF_8),
                values.dataHash(),
                now,
                operationId);
    }

    /// What the operation has made.
    public static Optional<UUID> madeBy(Connection connection, UUID operationId) {
        return Sql.first(
                connection,
                "select id from value_calibrations where operation_id = ?",
                row -> row.getObject(1, UUID.class),
                operationId);
    }

    /// The one in force.
    ///
    /// @param moment when; null for now
    public static Optional<UUID> newest(Connection connection, @Nullable Instant moment) {
        return Sql.first(connection, """
                select id from value_calibrations where ?::timestamptz is null or created_at <= ?::timestamptz
                order by created_at desc, id desc limit 1""", row -> row.getObject(1, UUID.class), moment, moment);
    }

    public static Optional<ValueModels> read(Connection connection, UUID id) {
        return Sql.first(
                connection,
                "select id, as_of, document, clusters from value_calibrations where id = ?",
                ValueCalibrationStore::models,
                id);
    }

    /// What the newest was asked for with, and the last day of its histories; none before the first.
    public static Optional<Asked> newestAsked(Connection connection) {
        return Sql.first(
                connection,
                "select request, as_of from value_calibrations order by created_at desc, id desc limit 1",
                row -> new Asked(row.getString(1), row.getObject(2, LocalDate.class)));
    }

    /// A request as JSON, and the last day of the histories that it was answered from.
    public record Asked(String request, LocalDate asOf) {}

    private static ValueModels models(ResultSet row) throws SQLException {
        return new ValueModels(
                row.getObject(1, UUID.class),
                row.getObject(2, LocalDate.class),
                ValueCalibrationJson.read(text(row, 3)),
                ClusteringJson.read(text(row, 4)));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }
}
