package io.fenji.scoring.valuation.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.valuation.drift.DriftStore;
import io.fenji.scoring.value.ValueCalibrationStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calibrations of value models as they were stored.
@Path("/v1/value-calibrations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ValueCalibrationResource {
    private static final String COLUMNS = "id, as_of, data_hash, created_at";
    private static final String SCOPE = "value-calibrations";

    private final Database database;
    private final CursorCodec cursors;
    private final MetricCatalogue catalogue;
    private final ObjectMapper json;

    ValueCalibrationResource(Database database, CursorCodec cursors, MetricCatalogue catalogue, ObjectMapper json) {
        this.database = database;
        this.cursors = cursors;
        this.catalogue = catalogue;
        this.json = json;
    }

    @GET
    public Page<ValueCalibrationResponse> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable String position = cursors.decode(SCOPE, after);
        List<ValueCalibrationResponse> found = database.call(c -> {
            Optional<UUID> newest = ValueCalibrationStore.newest(c, null);
            return Sql.list(c, "select " + COLUMNS + """
                             from value_calibrations
                            where ?::uuid is null or (created_at, id) < (
                              select created_at, id from value_calibrations where id = ?::uuid)
                            order by created_at desc, id desc limit ?""", row -> summary(row, newest), position, position, most + 1);
        });
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(SCOPE, found.get(most - 1).id().toString()))
                : new Page<>(found, null);
    }

    @GET
    @Path("/{id}")
    public ValueCalibrationResponse get(@PathParam("id") UUID id) {
        return database.call(c -> find(c, id))
                .orElseThrow(() -> ProblemException.notFound("There is no value calibration %s".formatted(id)));
    }

    private Optional<ValueCalibrationResponse> find(Connection connection, UUID id) {
        return ValueCalibrationStore.read(connection, id)
                .map(models -> Sql.only(
                                connection,
                                "select " + COLUMNS + " from value_calibrations where id = ?",
                                row -> summary(row, ValueCalibrationStore.newest(connection, null)),
                                id)
                        .with(
                                CalibrationDocument.of(models.values(), json),
                                CalibrationDocument.of(models.clusters(), catalogue.names(), json),
                                DriftStore.of(connection, id).orElse(null)));
    }

    private static ValueCalibrationResponse summary(ResultSet row, Optional<UUID> newest) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        return new ValueCalibrationResponse(
                id,
                row.getObject(2, LocalDate.class),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                newest.filter(id::equals).isPresent(),
                null,
                null,
                null);
    }
}
