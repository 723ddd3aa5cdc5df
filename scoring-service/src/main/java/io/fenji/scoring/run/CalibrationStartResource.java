package io.fenji.scoring.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.scheme.SchemeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts calibrations.
@Path("/v1/calibrations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CalibrationStartResource {
    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    CalibrationStartResource(
            Database database, OperationStore operations, IdempotencyStore idempotency, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid CalibrationRequest request) {
        return idempotency.run("POST /v1/calibrations", idempotencyKey, request, () -> {
            Operation operation = submit(request);
            return Response.accepted(operation)
                    .location(URI.create("/v1/operations/" + operation.id()))
                    .build();
        });
    }

    private Operation submit(CalibrationRequest request) {
        return database.call(c -> {
            SchemeStore.requireActive(c, request.scheme());
            UUID id = operations.submit(c, CalibrationOperation.KIND, json.valueToTree(request));
            return operations.find(c, id).orElseThrow();
        });
    }
}
