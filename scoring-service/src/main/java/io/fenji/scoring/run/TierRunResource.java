package io.fenji.scoring.run;

import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Evaluations of the whole base.
@Path("/v1/tier-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TierRunResource {
    private final TierRunStore runs;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;

    TierRunResource(TierRunStore runs, IdempotencyStore idempotency, CursorCodec cursors) {
        this.runs = runs;
        this.idempotency = idempotency;
        this.cursors = cursors;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @NotNull @Valid TierRunRequest request) {
        return idempotency.run("POST /v1/tier-runs", idempotencyKey, request, () -> {
            TierRun run = runs.create(request);
            return Response.accepted(run)
                    .location(URI.create("/v1/tier-runs/" + run.id()))
                    .build();
        });
    }

    @GET
    public Page<TierRun> list(
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "tier-runs|" + scheme;
        List<TierRun> found = runs.page(scheme, cursors.decode(scope, after), most + 1);
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(scope, found.get(most - 1).id().toString()))
                : new Page<>(found, null);
    }

    @GET
    @Path("/{id}")
    public TierRun get(@PathParam("id") UUID id) {
        return runs.find(id).orElseThrow(() -> ProblemException.notFound("There is no tier run %s".formatted(id)));
    }
}
