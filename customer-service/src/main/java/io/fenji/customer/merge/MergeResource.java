package io.fenji.customer.merge;

import io.fenji.customer.filter.CustomerParameters;
import io.fenji.customer.filter.ListedCustomer;
import io.fenji.customer.value.Checks;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Merges of customers.
@Path("/v1/merges")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MergeResource {
    private final Merges merges;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ListedCustomer listed;

    MergeResource(Merges merges, IdempotencyStore idempotency, CursorCodec cursors, ListedCustomer listed) {
        this.merges = merges;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.listed = listed;
    }

    @GET
    public Page<Merge> list(
            @BeanParam CustomerParameters customer,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        @Nullable UUID customerId = listed.id(customer);
        Merge.State only = Checks.parameter(Merge.State.class, "state", state);
        return cursors.page(
                "merges?" + customerId + only,
                after,
                PageRequest.limit(limit),
                (id, rows) -> merges.list(customerId, only, id, rows),
                Merge::id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @NotNull @Valid MergeRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run("POST /v1/merges", idempotencyKey, request, () -> {
            Merge merge = merges.merge(request);
            return Response.created(URI.create("/v1/merges/" + merge.id()))
                    .entity(merge)
                    .build();
        });
    }

    @GET
    // `…:verb` is not one of these: asked with another method it is not allowed, rather than not found.
    @Path("/{id: [^:/]+}")
    public Merge get(@PathParam("id") UUID id) {
        return merges.find(id).orElseThrow(() -> ProblemException.notFound("There is no merge %s".formatted(id)));
    }

    @POST
    @Path("/{id}:undo")
    public Merge undo(@PathParam("id") UUID id) {
        return merges.undo(id);
    }
}
