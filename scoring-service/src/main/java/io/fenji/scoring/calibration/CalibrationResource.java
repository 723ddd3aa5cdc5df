package io.fenji.scoring.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.SchemeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calibrations as they were stored.
@Path("/v1/calibrations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CalibrationResource {
    private static final String COLUMNS =
            "id, scheme, scheme_version, data_hash, business_date, data_as_of, created_at";

    private final Database database;
    private final CursorCodec cursors;
    private final ObjectMapper json;

    CalibrationResource(Database database, CursorCodec cursors, ObjectMapper json) {
        this.database = database;
        this.cursors = cursors;
        this.json = json;
    }

    @GET
    public Page<CalibrationResponse> list(
            @QueryParam("scheme") @NotNull String scheme,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "calibrations|" + scheme;
        @Nullable String position = cursors.decode(scope, after);
        List<CalibrationResponse> found = database.call(c -> {
            SchemeStore.require(c, scheme);
            return Sql.list(
                    c,
                    "select " + COLUMNS + """
                             from calibrations where scheme = ?
                              and (?::uuid is null or (created_at, id) < (select created_at, id from calibrations where id = ?::uuid))
                            order by created_at desc, id desc limit ?""",
                    row -> CalibrationResponse.from(row, null),
                    scheme,
                    position,
                    position,
                    most + 1);
        });
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(scope, found.get(most - 1).id().toString()))
                : new Page<>(found, null);
    }

    @GET
    @Path("/{id}")
    public CalibrationResponse get(@PathParam("id") UUID id) {
        return database.call(c -> Sql.first(
                        c,
                        "select " + COLUMNS + ", document from calibrations where id = ?",
                        row -> CalibrationResponse.from(row, document(row.getBytes(8))),
                        id))
                .orElseThrow(() -> ProblemException.notFound("There is no calibration %s".formatted(id)));
    }

    private JsonNode document(byte[] bytes) {
        try {
            return json.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
