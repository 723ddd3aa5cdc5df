package io.fenji.customer.contact;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts rotations.
@Path("/v1/key-rotations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeyRotationResource {
    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    KeyRotationResource(Database database, OperationStore operations, IdempotencyStore idempotency, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
        this.json = json;
    }

    @POST
    public Response rotate(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run(
                "POST /v1/key-rotations",
                idempotencyKey,
                "",
                () -> database.call(connection -> {
                    UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
                    operations.submit(connection, id, KeyRotation.KIND, json.createObjectNode());
                    return Response.accepted(operations.find(connection, id).orElseThrow())
                            .location(URI.create("/v1/operations/" + id))
                            .build();
                }));
    }
}
