package io.fenji.kit.operation;

import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/// Progress and end of long work, the same in every service.
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OperationResource {
    private final OperationStore operations;

    OperationResource(OperationStore operations) {
        this.operations = operations;
    }

    @GET
    // `…:verb` is not one of these: asked with another method it is not allowed, rather than not found.
    @Path("/{id: [^:/]+}")
    public Operation get(@PathParam("id") UUID id) {
        return operations
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("There is no operation %s".formatted(id)));
    }

    @POST
    @Path("/{id}:cancel")
    public Operation cancel(@PathParam("id") UUID id) {
        operations.cancel(id);
        return get(id);
    }
}
