package io.fenji.report.mart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.kit.operation.OperationStarts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies all feeds anew.
@Path("/v1/mart:rebuild")
@RunOnVirtualThread
public class RebuildResource {
    private final OperationStarts operations;

    RebuildResource(OperationStarts operations) {
        this.operations = operations;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response rebuild(@HeaderParam("Idempotency-Key") @Nullable String key) {
        return operations.run(
                "POST /v1/mart:rebuild",
                key,
                Map.of(),
                (connection, store) ->
                        store.submit(connection, RebuildOperation.KIND, JsonNodeFactory.instance.objectNode()));
    }
}
