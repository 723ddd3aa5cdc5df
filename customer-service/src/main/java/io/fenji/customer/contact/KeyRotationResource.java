package io.fenji.customer.contact;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationStarts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Starts rotations.
@Path("/v1/key-rotations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeyRotationResource {
    private final OperationStarts starts;
    private final ObjectMapper json;

    KeyRotationResource(OperationStarts starts, ObjectMapper json) {
        this.starts = starts;
        this.json = json;
    }

    @POST
    public Response rotate(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return starts.run(
                "POST /v1/key-rotations",
                idempotencyKey,
                "",
                (connection, operations) -> operations.submit(connection, KeyRotation.KIND, json.createObjectNode()));
    }
}
